import type {} from '../platform/database.ts';

/** How many young people of a group the authority looks after: its own figures, shown only as protected shares. */
export interface PopulationsTable {
  authority_id: string;
  /** A breakdown and one of its values (authorities/breakdowns.ts). */
  breakdown: string;
  value: string;
  young_people: number;
  /** `YYYY-MM-DD`. */
  counted_on: string;
  source: string;
  changed_by: string;
  changed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    populations: PopulationsTable;
  }
}
