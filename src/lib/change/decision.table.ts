import type {} from '../platform/database.ts';

export interface DecisionsTable {
  authority_id: string;
  decision_id: string;
  slug: string;
  owner_id: string;
  state: string;
  due_on: string;
  created_at: string;
  published_at: string | null;
  /** The last published answer's kind; it stays while a reopened decision is open. */
  answered: string | null;
  round: number;
  version: number;
}

export interface DecisionTextsTable {
  authority_id: string;
  decision_id: string;
  lang: string;
  said: string;
  answer: string | null;
}

export interface DecisionPointsTable {
  authority_id: string;
  decision_id: string;
  point_id: string;
}

export interface CheckBacksTable {
  authority_id: string;
  decision_id: string;
  round: number;
  /** An HMAC made where the thread is known; here it only keeps one sender from counting twice. */
  respondent: string;
  answer: string;
  at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    decisions: DecisionsTable;
    decision_texts: DecisionTextsTable;
    decision_points: DecisionPointsTable;
    check_backs: CheckBacksTable;
  }
}
