import type {} from '../platform/database.ts';

/** Whom lateness has reached, each once: for the audit record, never to decide who may see what. */
export interface EscalationsTable {
  authority_id: string;
  kind: string;
  item_id: string;
  round: number;
  /** The day that was missed: a later one that is missed too reaches them anew. */
  due_on: string;
  step: string;
  at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    escalations: EscalationsTable;
  }
}
