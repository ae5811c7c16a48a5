import type {} from '../../platform/database.ts';

/** What was taken out of a message for a point: sealed under the message's data key, gone with it. */
export interface RedactionsTable {
  authority_id: string;
  message_id: string;
  point_id: string;
  sealed: string;
  made_by: string;
  made_at: string;
}

declare module '../../platform/database.ts' {
  interface Database {
    redactions: RedactionsTable;
  }
}
