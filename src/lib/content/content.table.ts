import type {} from '../platform/database.ts';

/** What editors are working on: one draft a piece, seen by nobody else. */
export interface ContentDraftsTable {
  authority_id: string;
  kind: string;
  item_id: string;
  body: string;
  version: number;
  /** The published version it was begun from; 0 for what was never published. */
  based_on: number;
  changed_by: string;
  changed_at: string;
}

/** Everything that was ever published, the newest being what is shown. A body of `null`: taken out. */
export interface ContentVersionsTable {
  authority_id: string;
  kind: string;
  item_id: string;
  number: number;
  body: string;
  why: string;
  /** A person's id, or `files`. */
  published_by: string;
  published_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    content_drafts: ContentDraftsTable;
    content_versions: ContentVersionsTable;
  }
}
