import type { Generated, Selectable } from 'kysely';
import type {} from '../platform/database.ts';

export interface PointsTable {
  authority_id: string;
  point_id: string;
  theme_id: string;
  text: string;
  state: string;
  voices: number;
  drafted_by: string;
  drafted_at: string;
  released_by: string | null;
  released_at: string | null;
  return_reason: string | null;
  version: number;
  /** What a reader is warned of first (warnings.ts), ids apart by spaces. */
  warnings: Generated<string>;
}

export type PointRow = Selectable<PointsTable>;

export interface PointCommitmentsTable {
  authority_id: string;
  point_id: string;
  commitment_id: string;
}

declare module '../platform/database.ts' {
  interface Database {
    points: PointsTable;
    point_commitments: PointCommitmentsTable;
  }
}
