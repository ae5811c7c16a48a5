import type {} from '../platform/database.ts';

export interface CheckBacksTable {
  authority_id: string;
  decision_id: string;
  round: number;
  /** 1 when the answer was published, 2 three months later. */
  asking: number;
  /** An HMAC made where the thread is known; here it only keeps one sender from counting twice. */
  respondent: string;
  answer: string;
  at: string;
}

/** The counts behind the figures that are shown: they stand still until five more have answered (shown-rate.ts). */
export interface ShownCheckBacksTable {
  authority_id: string;
  /** A decision, or `quarter:` and a quarter for all of them together. */
  item_id: string;
  round: number;
  asking: number;
  yes: number;
  partly: number;
  no: number;
  shown_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    check_backs: CheckBacksTable;
    shown_check_backs: ShownCheckBacksTable;
  }
}
