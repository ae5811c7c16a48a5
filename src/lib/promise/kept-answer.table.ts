import type {} from '../platform/database.ts';

export interface KeptAnswersTable {
  authority_id: string;
  /** `2026-Q3`. */
  quarter: string;
  commitment_id: string;
  /** An HMAC of what the phone calls itself, another one for each commitment and quarter. */
  respondent: string;
  answer: string;
  /** The day only: the time of day would put the answers of one phone beside each other. */
  at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    kept_answers: KeptAnswersTable;
  }
}
