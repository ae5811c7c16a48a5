import type {} from '../platform/database.ts';

export interface PracticeIssuesTable {
  authority_id: string;
  issue_id: string;
  review_id: string;
  theme: string;
  raised_by: string;
  raised_on: string;
  outcome: string | null;
  resolved_on: string | null;
  version: number;
}

declare module '../platform/database.ts' {
  interface Database {
    practice_issues: PracticeIssuesTable;
  }
}
