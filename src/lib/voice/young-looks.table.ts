import type {} from '../platform/database.ts';

/** How far a young person who signs in has read each of their threads. */
export interface YoungLooksTable {
  authority_id: string;
  person_id: string;
  message_id: string;
  seen_entry_id: string;
}

declare module '../platform/database.ts' {
  interface Database {
    young_looks: YoungLooksTable;
  }
}
