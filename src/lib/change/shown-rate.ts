import { publicRate, type CheckBackRate } from './check-back-rate.ts';

export type AnswerCounts = Record<'yes' | 'partly' | 'no', number>;

export const NO_ANSWERS: AnswerCounts = { yes: 0, partly: 0, no: 0 };

/** How many more must have answered before the figures that are shown move. */
export const MORE_BEFORE_SHOWN = 5;

export const answersIn = ({ yes, partly, no }: AnswerCounts): number => yes + partly + no;

/**
 * The counts behind the figures shown from now on. They stand still until five more people have answered, so that two
 * looks at the page differ by nobody or by five at least, and never by somebody's answer (security 2.13.6). Who changes
 * their mind moves nothing alone: that is seen when five others have come.
 */
export function nextShown(shown: AnswerCounts, now: AnswerCounts): AnswerCounts {
  return answersIn(now) - answersIn(shown) >= MORE_BEFORE_SHOWN ? now : shown;
}

/** The rates of both askings of one answer: when it was published and, where they were asked again, three months later. */
export interface ShownRates {
  first: CheckBackRate;
  /** Null where nobody was asked again yet. */
  later: CheckBackRate | null;
}

/** What is shown of the two askings, from the counts that stand. */
export function shownRates(first: AnswerCounts, later: AnswerCounts | null): ShownRates {
  return { first: publicRate(first), later: later && publicRate(later) };
}
