import type {} from '../platform/database.ts';

export interface ServicesTable {
  authority_id: string;
  service_id: string;
  position: number;
  facts: string;
  /** `files` for what the authority's files hold; `desk` for what was saved since, which a reload leaves alone. */
  origin: string;
  changed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    services: ServicesTable;
  }
}
