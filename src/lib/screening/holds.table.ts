import type {} from '../platform/database.ts';

export interface HoldsTable {
  authority_id: string;
  hold_id: string;
  message_id: string;
  sealed_note: string;
  /** Whom it happened to, sealed; null for holds made before it was asked. */
  sealed_whom: string | null;
  handed_to: string;
  due_at: string;
  held_by: string;
  held_at: string;
  reference: string | null;
  handed_over_by: string | null;
  handed_over_at: string | null;
  /** When the hold was over: handed over, or let through again. */
  ended_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    holds: HoldsTable;
  }
}
