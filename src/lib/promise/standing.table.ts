import type {} from '../platform/database.ts';

export interface StandingsTable {
  authority_id: string;
  commitment_id: string;
  /** From 1; each change is a row of its own. */
  number: number;
  standing: string;
  owner_role: string;
  due_on: string | null;
  /** JSON: why, by language. */
  why: string;
  changed_by: string;
  changed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    standings: StandingsTable;
  }
}
