import type {} from '../platform/database.ts';

/** Who is reading what at the desk, until when: a hint for colleagues, never a lock. */
export interface ClaimsTable {
  authority_id: string;
  item_id: string;
  person_id: string;
  until: string;
}

declare module '../platform/database.ts' {
  interface Database {
    claims: ClaimsTable;
  }
}
