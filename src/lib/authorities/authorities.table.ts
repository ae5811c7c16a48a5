import type {} from '../platform/database.ts';

export interface AuthoritiesTable {
  authority_id: string;
  name: string;
  settings: string;
  content_version: number;
  created_at: string;
}

/** The words of one piece of content in one language, as JSON fields. */
export interface ContentTextsTable {
  authority_id: string;
  kind: string;
  item_id: string;
  lang: string;
  fields: string;
  checked_by: string | null;
  updated_at: string;
  /** Which English a translation was made from (made-from.server.ts); null: nobody knows. */
  made_from: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    authorities: AuthoritiesTable;
    content_texts: ContentTextsTable;
  }
}
