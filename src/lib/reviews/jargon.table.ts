import type {} from '../platform/database.ts';

export interface JargonTable {
  authority_id: string;
  term: string;
  plain: string;
  added_by: string;
  added_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    jargon: JargonTable;
  }
}
