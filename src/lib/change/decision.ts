import type { Lang } from '../i18n/languages.ts';
import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { roleFault } from '../promise/standing.ts';
import { textFault } from './plain-words.ts';

export type AnswerKind = 'we-did' | 'we-cant';

/**
 * `open`: being worked on; after an answer was published it is "being looked at again". Then a published answer, "we
 * did" or "we can't, because"; `closed` when nothing more is asked about it.
 */
export type DecisionState = 'open' | AnswerKind | 'closed';

export interface DecisionTexts {
  said: string;
  answer: string | null;
  /** Why we can't; null where we did, or nothing is answered yet. */
  because: string | null;
}

/** What the authority will do about points: an owner, a due date, then an answer in plain words. */
export interface Decision {
  decisionId: string;
  slug: string;
  ownerId: string;
  /** Which role answers for it, in plain words: people change. */
  ownerRole: string;
  state: DecisionState;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  createdAt: string;
  publishedAt: string | null;
  /** The kind of its last published answer, also while it is open again. */
  answered: AnswerKind | null;
  /** How often it has been decided: 1, and one more each time it is reopened. Check-backs count within a round. */
  round: number;
  version: number;
  /** When those who said it were asked for the second time about this round's answer. */
  askedAgainAt: string | null;
  closedAt: string | null;
  texts: Partial<Record<Lang, DecisionTexts>>;
  pointIds: string[];
}

/** Whether its answer was not right and it is being worked on again. */
export function isLookedAtAgain({ state, answered }: Pick<Decision, 'state' | 'answered'>): boolean {
  return state === 'open' && answered !== null;
}

/** Whether its due day is over and there is still no answer. Nothing stored says so: the day does. */
export function isLate({ state, dueOn }: Pick<Decision, 'state' | 'dueOn'>, today: string): boolean {
  return state === 'open' && dueOn < today;
}

/** Whether those who said it may answer "did we get it right?" now. */
export function isAsking({ state }: Pick<Decision, 'state'>): boolean {
  return state === 'we-did' || state === 'we-cant';
}

/** The round of the answer that everyone reads: while it is looked at again, that is the one before. */
export function answeredRound({ state, round }: Pick<Decision, 'state' | 'round'>): number {
  return state === 'open' ? round - 1 : round;
}

export interface NewDecision {
  ownerId: string;
  ownerRole: string;
  dueOn: string;
  said: Partial<Record<Lang, string>>;
}

/** Why a due day cannot be taken, or null. */
export function dueDayFault(dueOn: string, today: string): string | null {
  if (!isDay(dueOn)) return 'Give a day, as year-month-day.';
  return dueOn < today ? 'Give a day that is still to come.' : null;
}

/**
 * Reads the form that opens a decision. English must be there; the other languages may follow.
 * @param known who may own one, and the names of everybody at the desk: a role is none of them.
 */
export function parseNewDecision(
  typed: Typed,
  known: { owners: readonly string[]; names: readonly string[] },
  langs: readonly Lang[],
  today: string,
): { decision: NewDecision } | { faults: Faults } {
  const faults: Faults = {};
  const ownerId = typed.owner ?? '';
  const ownerRole = (typed.ownerRole ?? '').trim();
  const dueOn = typed.dueOn ?? '';
  if (!known.owners.includes(ownerId)) faults.owner = 'Choose who owns this.';
  const ofRole = roleFault(ownerRole, known.names);
  if (ofRole) faults.ownerRole = ofRole;
  const ofDay = dueDayFault(dueOn, today);
  if (ofDay) faults.dueOn = ofDay;
  const said: Partial<Record<Lang, string>> = {};
  for (const lang of langs) {
    const text = (typed[`said-${lang}`] ?? '').trim();
    const fault = lang === 'en' || text !== '' ? textFault(text, 'Say in plain words what was said.') : null;
    if (fault) faults[`said-${lang}`] = fault;
    else if (text !== '') said[lang] = text;
  }
  return Object.keys(faults).length > 0 ? { faults } : { decision: { ownerId, ownerRole, dueOn, said } };
}

/** The words of an address: the first few of what was said. */
export function slugFrom(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ');
  return words.slice(0, 6).join('-').slice(0, 60) || 'decision';
}
