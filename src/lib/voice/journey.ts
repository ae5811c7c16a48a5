import type { StageDays } from '../authorities/authority.ts';
import { addWorkingDays } from '../authorities/working-days.ts';
import { toDay } from '../platform/clock.ts';

/** Where a message is. The order is the way it travels. */
export const stages = [
  'awaiting-screening',
  'held',
  'handed-over',
  'awaiting-moderation',
  'drafted',
  'not-shared',
  'shared',
  'deciding',
  'answered',
  'closed',
  'unreadable',
] as const;

export type Stage = (typeof stages)[number];

/** Past screening: the stages at which the duty team may still take a whole message out of the flow. */
export const pastScreening = [
  'awaiting-moderation',
  'drafted',
  'shared',
  'deciding',
  'answered',
  'closed',
  'not-shared',
] as const satisfies readonly Stage[];

/** Every move there is; nothing else can change a stage. Listen, capture, share, influence, change, check back. */
export const moves = {
  'set-aside': { from: ['awaiting-screening'], to: 'unreadable' },
  pass: { from: ['awaiting-screening', 'held'], to: 'awaiting-moderation' },
  hold: { from: ['awaiting-screening', ...pastScreening], to: 'held' },
  // What is out as a released point stays where it is; its words alone go back to the duty team.
  'ask-duty': { from: ['awaiting-moderation', 'drafted'], to: 'awaiting-screening' },
  'hand-over': { from: ['held'], to: 'handed-over' },
  draft: { from: ['awaiting-moderation'], to: 'drafted' },
  'send-back': { from: ['drafted'], to: 'awaiting-moderation' },
  release: { from: ['drafted'], to: 'shared' },
  // It says the same as a point that two people released: nothing of its own gets out.
  join: { from: ['awaiting-moderation'], to: 'shared' },
  withhold: { from: ['drafted'], to: 'not-shared' },
  'look-again': { from: ['not-shared'], to: 'awaiting-moderation' },
  decide: { from: ['shared'], to: 'deciding' },
  answer: { from: ['deciding'], to: 'answered' },
  close: { from: ['answered'], to: 'closed' },
  'think-again': { from: ['closed'], to: 'answered' },
  reopen: { from: ['answered', 'closed'], to: 'deciding' },
  'take-out': { from: ['deciding'], to: 'shared' },
  'ask-again': { from: ['answered', 'closed'], to: 'answered' },
} as const satisfies Record<string, { from: readonly Stage[]; to: Stage }>;

export type Move = keyof typeof moves;

/** Who has a message at each stage: a role, never a name. */
export const holderOf = {
  'awaiting-screening': 'duty',
  held: 'duty',
  'handed-over': 'duty',
  'awaiting-moderation': 'participation',
  drafted: 'participation',
  'not-shared': 'you',
  shared: 'group',
  deciding: 'owner',
  answered: 'you',
  closed: 'you',
  unreadable: 'you',
} as const satisfies Record<Stage, string>;

/** Which of the authority's own deadlines runs at a stage; none when nothing is awaited. */
const clockOf: Partial<Record<Stage, keyof StageDays>> = {
  'awaiting-screening': 'screening',
  'awaiting-moderation': 'moderation',
  drafted: 'moderation',
  shared: 'sharing',
  deciding: 'deciding',
  answered: 'checkBack',
};

/** The day by which somebody who asked for a person is promised an answer: the clock of those who talk with them. */
export function personDay(askedAt: string, days: StageDays): string {
  return toDay(addWorkingDays(new Date(askedAt), days.moderation));
}

/** The day by which the next move is promised, or null where none is. */
export function dueDay(stage: Stage, since: string, days: StageDays): string | null {
  const clock = clockOf[stage];
  return clock ? toDay(addWorkingDays(new Date(since), days[clock])) : null;
}
