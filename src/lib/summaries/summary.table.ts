import type {} from '../platform/database.ts';

export interface SummariesTable {
  authority_id: string;
  summary_id: string;
  period: string;
  body: string;
  made_by: string;
  made_at: string;
  signed_off_by: string | null;
  signed_off_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    summaries: SummariesTable;
  }
}
