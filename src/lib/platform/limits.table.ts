import type {} from './database.ts';

/** Counters of limits, as rate-limiter-flexible keeps them; and the write that shows that writing works. */
export interface LimitsTable {
  key: string;
  points: number;
  expire: number | null;
}

declare module './database.ts' {
  interface Database {
    limits: LimitsTable;
  }
}
