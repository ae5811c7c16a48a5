import type {} from '../platform/database.ts';

export interface SummariesTable {
  authority_id: string;
  summary_id: string;
  template: string;
  period: string;
  /** `draft` or `published`. */
  state: string;
  /** From 1; one more each time the draft is made anew. */
  version: number;
  /** JSON: summary-body.ts, or what went before it (old-body.ts). */
  body: string;
  made_by: string;
  made_at: string;
  published_at: string | null;
}

/** Of the draft as it is: they go when it is made anew. */
export interface SummarySignOffsTable {
  authority_id: string;
  summary_id: string;
  person_id: string;
  signed_at: string;
}

export interface SummaryCommentsTable {
  authority_id: string;
  comment_id: string;
  summary_id: string;
  /** The draft it was about. */
  version: number;
  person_id: string;
  text: string;
  written_at: string;
}

/** What corrects a published summary: nothing of it is changed. */
export interface SummaryNotesTable {
  authority_id: string;
  note_id: string;
  summary_id: string;
  person_id: string;
  text: string;
  written_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    summaries: SummariesTable;
    summary_sign_offs: SummarySignOffsTable;
    summary_comments: SummaryCommentsTable;
    summary_notes: SummaryNotesTable;
  }
}
