import type {} from '../platform/database.ts';

export interface ViewsTable {
  authority_id: string;
  views_id: string;
  review_id: string;
  received_at: string;
  lang: string;
  age: string;
  receipt_lookup: string;
  person_id: string | null;
  idem_hash: string;
  payload_mac: string;
  danger: number;
  first_opened_at: string | null;
}

export interface ViewsAnswersTable {
  authority_id: string;
  views_id: string;
  answer_id: string;
  place: number;
  audience: string;
  sealed: string;
}

export interface ViewsTakenBackTable {
  authority_id: string;
  views_id: string;
  answer_id: string;
  review_id: string;
  taken_at: string;
  printed_for: string;
  seen_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    views: ViewsTable;
    views_answers: ViewsAnswersTable;
    views_taken_back: ViewsTakenBackTable;
  }
}
