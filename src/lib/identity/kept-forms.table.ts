import type {} from '../platform/database.ts';

export interface KeptFormsTable {
  authority_id: string;
  kept_id: string;
  person_id: string;
  path: string;
  sealed: string;
  expires_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    kept_forms: KeptFormsTable;
  }
}
