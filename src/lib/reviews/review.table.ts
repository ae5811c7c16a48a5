import type {} from '../platform/database.ts';

export interface ReviewSeriesTable {
  authority_id: string;
  series_id: string;
  reference: string;
  kind: string;
  started_on: string;
  officer_id: string | null;
  worker_id: string | null;
  young_person_id: string | null;
  created_at: string;
  ended_on: string | null;
  version: number;
}

export interface ReviewsTable {
  authority_id: string;
  review_id: string;
  series_id: string;
  number: number;
  due_on: string;
  rule: string;
  planned_on: string | null;
  planned_at: string | null;
  state: string;
  held_on: string | null;
  officer_id: string | null;
  worker_id: string | null;
  came: string | null;
  conveyed: string | null;
  under_four: number | null;
  code: string | null;
  code_confirmed_by: string | null;
  code_confirmed_at: string | null;
  handed_over_at: string | null;
  handed_over_as: string | null;
  forgotten_at: string | null;
  version: number;
}

export interface ReviewMovesTable {
  authority_id: string;
  review_id: string;
  number: number;
  from_on: string | null;
  to_on: string;
  moved_by: string;
  moved_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    review_series: ReviewSeriesTable;
    reviews: ReviewsTable;
    review_moves: ReviewMovesTable;
  }
}
