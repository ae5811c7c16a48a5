import type {} from './database.ts';

export interface OutboxTable {
  authority_id: string;
  event_id: string;
  kind: string;
  body: string;
  created_at: string;
  delivered_at: string | null;
}

declare module './database.ts' {
  interface Database {
    outbox: OutboxTable;
  }
}
