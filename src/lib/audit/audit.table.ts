import type {} from '../platform/database.ts';

export interface AuditHeadsTable {
  authority_id: string;
  seq: number;
  hash: string;
}

export interface AuditEntriesTable {
  authority_id: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  object: string;
  meta: string;
  prev: string;
  hash: string;
}

declare module '../platform/database.ts' {
  interface Database {
    audit_heads: AuditHeadsTable;
    audit_entries: AuditEntriesTable;
  }
}
