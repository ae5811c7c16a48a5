import type { Stage } from './journey.ts';

/**
 * Whether a message cannot be taken back, because the duty team is worried for its sender: it is held or was handed
 * over, or something added to it is. What we could not open was never read, whatever it is marked as.
 */
export function isKeptForSafety(stage: Stage, entries: readonly { detail: string | null }[]): boolean {
  if (stage === 'unreadable') return false;
  return stage === 'held' || stage === 'handed-over' || entries.some(({ detail }) => detail === 'held');
}
