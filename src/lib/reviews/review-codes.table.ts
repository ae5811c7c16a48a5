import type {} from '../platform/database.ts';

export interface ReviewCodesTable {
  authority_id: string;
  code_id: string;
  review_id: string;
  lookup: string;
  given_by: string;
  given_at: string;
  expires_at: string;
  used_at: string | null;
  used_by: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    review_codes: ReviewCodesTable;
  }
}
