import type { Stage } from './journey.ts';
import { screenedKinds } from './thread.ts';

const isScreened = (kind: string) => (screenedKinds as readonly string[]).includes(kind);

/**
 * Whether a message cannot be taken back, because the duty team is worried for its sender: it is held or was handed
 * over, or something added to it is. What we could not open was never read, whatever it is marked as.
 */
export function isKeptForSafety(
  stage: Stage,
  entries: readonly { kind: string; detail: string | null }[],
): boolean {
  if (stage === 'unreadable') return false;
  const isHeld = entries.some(({ kind, detail }) => isScreened(kind) && detail === 'held');
  return stage === 'held' || stage === 'handed-over' || isHeld;
}
