import type {} from '../platform/database.ts';

/** What was counted of a quarter when it was first shown: from then on it stays, whatever is corrected later. */
export interface ReviewCountsTable {
  authority_id: string;
  quarter: string;
  /** What was counted (review-counts.ts); `kept` is there once for every quarter that was. */
  what: string;
  /** Both things it was counted by: `PN1/on-time`. */
  value: string;
  count: number;
}

declare module '../platform/database.ts' {
  interface Database {
    review_counts: ReviewCountsTable;
  }
}
