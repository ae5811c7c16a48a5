import { recordDueOn } from '$lib/reviews/planned-day.ts';
import { ruleTexts, isReviewRule } from '$lib/reviews/review-rules.ts';
import { missedBy, standingInWords, standingOf } from '$lib/reviews/review-standing.ts';
import type { Review, ReviewKind } from '$lib/reviews/review.ts';

export const kindNames: Record<ReviewKind, string> = {
  looked_after: 'Review of a child in care',
  pathway: 'Pathway plan review',
};

/** The rule that a due day comes from, and where it stands. */
export const ruleOf = (rule: string) => (isReviewRule(rule) ? ruleTexts[rule] : { sentence: '', source: '' });

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** How late a record is, in words; null where it is sent, or in time. */
export function recordLateInWords(
  { heldOn, recordSentAt }: { heldOn: string | null; recordSentAt: string | null },
  recordDays: number,
  today: string,
): string | null {
  if (heldOn === null || recordSentAt !== null) return null;
  const late = missedBy(recordDueOn(heldOn, recordDays), today);
  return late > 0 ? `Its record is ${days(late)} late` : null;
}

/** How a review stands on a day, in words, and whether that is something to act on. */
export function standingFlag(
  review: Pick<Review, 'state' | 'dueOn' | 'plannedOn' | 'heldOn'>,
  today: string,
): { text: string; urgent: boolean } {
  const standing = standingOf(review, today);
  return { text: standingInWords(standing), urgent: standing.kind === 'overdue' };
}
