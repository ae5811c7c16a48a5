import type { Reader } from './audience.ts';
import type { ReviewKind, ReviewState } from './review.ts';

/** Reviews on one page of a list. */
export const REVIEWS_PAGE = 40;

/** `coming`: all that are planned; `late`: of these, what is past its due day; `held`: what is still to be written up. */
export const reviewFilters = ['coming', 'late', 'held'] as const;
export type ReviewFilter = (typeof reviewFilters)[number];

/** As whom somebody looks at their reviews. */
export type ListReader = Extract<Reader, 'officer' | 'worker'>;

/** Where a list goes on: the day and the id of the last review that was shown. */
export interface ReviewPlace {
  day: string;
  reviewId: string;
}

/** As it stands in an address. */
export const writeReviewPlace = ({ day, reviewId }: ReviewPlace): string => `${day}~${reviewId}`;

/** @returns null for what is no such place: the list then begins at its beginning. */
export function readReviewPlace(text: string | null): ReviewPlace | null {
  const match = /^(\d{4}-\d{2}-\d{2})~([\w-]{1,80})$/.exec(text ?? '');
  return match ? { day: match[1] ?? '', reviewId: match[2] ?? '' } : null;
}

/** A review as its list shows it. */
export interface ListedReview {
  reviewId: string;
  reference: string;
  kind: ReviewKind;
  number: number;
  dueOn: string;
  rule: string;
  plannedOn: string | null;
  plannedAt: string | null;
  state: ReviewState;
  heldOn: string | null;
  /** The name of the other one of officer and worker; null where there is nobody. */
  withName: string | null;
  /** Forms that have come in and hold something for this reader. */
  arrived: number;
  /** Whether one of them sounds like danger; its officer alone is told. */
  soundsLikeDanger: boolean;
  recordSentAt: string | null;
}

export type ReviewCounts = Record<ReviewFilter, number>;
