import { answersIn, type AnswerCounts } from './shown-rate.ts';

/**
 * How many must say no before an answer is taken up again by itself. Three, because one or two may speak of something
 * that is theirs alone: they give a reason, and a moderator reads it. Half of those who answered, because where most are
 * content the work would go to a few at the cost of the others, who can also give a reason.
 */
const ENOUGH = 3;

/** Whether enough of those who answered in one asking say that it is not right. "Partly" is not a no. */
export function saysNotRight(counts: AnswerCounts): boolean {
  return counts.no >= ENOUGH && counts.no * 2 >= answersIn(counts);
}
