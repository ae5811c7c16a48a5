import type { Generated, Selectable } from 'kysely';
import type {} from '../platform/database.ts';

export interface DecisionsTable {
  authority_id: string;
  decision_id: string;
  slug: string;
  owner_id: string;
  /** Which role owns it, in plain words; '' for decisions of before there were roles. */
  owner_role: Generated<string>;
  state: string;
  due_on: string;
  created_at: string;
  published_at: string | null;
  /** The last published answer's kind; it stays while a reopened decision is open. */
  answered: string | null;
  round: number;
  version: number;
  /** When this round was asked about for the second time. */
  asked_again_at: Generated<string | null>;
  closed_at: Generated<string | null>;
}

export type DecisionRow = Selectable<DecisionsTable>;

export interface DecisionTextsTable {
  authority_id: string;
  decision_id: string;
  lang: string;
  said: string;
  answer: string | null;
  /** Why we can't. */
  because: Generated<string | null>;
}

export interface DecisionPointsTable {
  authority_id: string;
  decision_id: string;
  point_id: string;
}

/** A later due day with its reason; nothing is overwritten. */
export interface DecisionDelaysTable {
  authority_id: string;
  decision_id: string;
  /** From 1. */
  number: number;
  round: number;
  due_on: string;
  /** JSON: why, by language. */
  because: string;
  changed_by: string;
  changed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    decisions: DecisionsTable;
    decision_texts: DecisionTextsTable;
    decision_points: DecisionPointsTable;
    decision_delays: DecisionDelaysTable;
  }
}
