import type {} from '../platform/database.ts';

export interface MeasuresTable {
  authority_id: string;
  measure_id: string;
  theme_id: string | null;
  position: number;
  /** As in the file, in JSON. */
  facts: string;
}

declare module '../platform/database.ts' {
  interface Database {
    measures: MeasuresTable;
  }
}
