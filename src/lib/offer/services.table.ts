import type {} from '../platform/database.ts';

export interface ServicesTable {
  authority_id: string;
  service_id: string;
  position: number;
  facts: string;
  changed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    services: ServicesTable;
  }
}
