import type {} from '../platform/database.ts';

/** Who let which version of a draft go. A redraft is a new version: what was released of the one before counts no more. */
export interface PointReleasesTable {
  authority_id: string;
  point_id: string;
  version: number;
  person_id: string;
  at: string;
}

/** Drafts that somebody does not want to read, until the draft is no longer one: no reason, no time, shown to nobody. */
export interface PointSkipsTable {
  authority_id: string;
  point_id: string;
  person_id: string;
}

/** That a draft is not for sharing, and why (voice/not-shared.ts): one side proposes, the other confirms. */
export interface PointWithholdingsTable {
  authority_id: string;
  point_id: string;
  version: number;
  reason: string;
  side: string;
  proposed_by: string;
  proposed_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    point_releases: PointReleasesTable;
    point_skips: PointSkipsTable;
    point_withholdings: PointWithholdingsTable;
  }
}
