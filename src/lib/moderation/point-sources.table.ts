import type {} from '../platform/database.ts';

/** Which messages a point was written from: read in moderation only. */
export interface PointSourcesTable {
  authority_id: string;
  point_id: string;
  message_id: string;
}

declare module '../platform/database.ts' {
  interface Database {
    point_sources: PointSourcesTable;
  }
}
