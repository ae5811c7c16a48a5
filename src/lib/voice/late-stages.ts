import type { StageDays } from '../authorities/authority.ts';
import { workingDaysBefore } from '../authorities/working-days.ts';
import { startOfDay, toDay, toInstant } from '../platform/clock.ts';

/** Stages at which we owe the next move, each with the authority's own days for it. */
export const owedStages = {
  'awaiting-screening': 'screening',
  'awaiting-moderation': 'moderation',
  drafted: 'moderation',
  shared: 'sharing',
  deciding: 'deciding',
} as const satisfies Record<string, keyof StageDays>;

export type OwedStage = keyof typeof owedStages;

const DAY = 86_400_000;

/** Messages that came to a stage before this instant are late there now: the day they were promised by is over. */
export function lateBefore(stage: OwedStage, days: StageDays, now: Date): string {
  const yesterday = new Date(Date.parse(`${toDay(now)}T12:00:00Z`) - DAY);
  const lastLate = workingDaysBefore(yesterday, days[owedStages[stage]]);
  return toInstant(startOfDay(new Date(lastLate.getTime() + DAY).toISOString().slice(0, 10)));
}

/** What a message is called among people who may not read it: it says nothing of who, what or when. */
export function referenceOf(messageId: string): string {
  return messageId.slice(-12);
}
