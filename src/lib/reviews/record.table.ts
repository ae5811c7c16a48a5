import type {} from '../platform/database.ts';

export interface ReviewRecordsTable {
  authority_id: string;
  review_id: string;
  sealed: string;
  draft: string | null;
  written_by: string;
  written_at: string;
  sent_at: string | null;
  changed_at: string | null;
  opened_at: string | null;
  version: number;
}

export interface ReviewActionsTable {
  authority_id: string;
  action_id: string;
  review_id: string;
  place: number;
  sealed: string;
  by_on: string | null;
  carried_from: string | null;
  /** What its young person had said of it: `not`, or null where nothing. */
  carried_as: string | null;
  outcome: string | null;
  outcome_at: string | null;
  officer_seen_at: string | null;
  advocate_seen_at: string | null;
}

export interface ReviewFeedbackTable {
  authority_id: string;
  review_id: string;
  sealed: string;
  at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    review_records: ReviewRecordsTable;
    review_actions: ReviewActionsTable;
    review_feedback: ReviewFeedbackTable;
  }
}
