export const reviewKinds = ['looked_after', 'pathway'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export type ReviewState = 'planned' | 'held' | 'cancelled';

/** One young person's reviews, one after the other: a reference of the authority's, never a name or a birthday. */
export interface Series {
  authorityId: string;
  seriesId: string;
  reference: string;
  kind: ReviewKind;
  startedOn: string;
  officerId: string | null;
  workerId: string | null;
  youngPersonId: string | null;
  version: number;
}

/** One review meeting. */
export interface Review {
  authorityId: string;
  reviewId: string;
  seriesId: string;
  number: number;
  dueOn: string;
  /** Which rule the due day comes from (review-dates.ts). */
  rule: string;
  plannedOn: string | null;
  /** HH:MM. */
  plannedAt: string | null;
  state: ReviewState;
  heldOn: string | null;
  officerId: string | null;
  workerId: string | null;
  came: 'all' | 'part' | 'not' | null;
  conveyed: string | null;
  underFour: boolean | null;
  code: string | null;
  /** When it was last taken out as a file or a print, or said to be in the case system. */
  handedOverAt: string | null;
  /** What the case system calls it, once its officer has said that it is there. */
  handedOverAs: string | null;
  forgottenAt: string | null;
  version: number;
}

/** Days after a review was held at which everything of it here is shredded. */
export const KEPT_DAYS = 30;
