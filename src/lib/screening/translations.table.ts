import type {} from '../platform/database.ts';

/** What a young person said, in another language: sealed under the message's own data key. */
export interface TranslationsTable {
  authority_id: string;
  message_id: string;
  entry_id: string;
  /** The language it was put into. */
  lang: string;
  /** `machine` or `person`. */
  kind: string;
  sealed: string;
  /** Who wrote it, or who asked the machine. */
  made_by: string;
  made_at: string;
}

export interface InterpreterRequestsTable {
  authority_id: string;
  request_id: string;
  message_id: string;
  /** The language that is spoken in the message. */
  lang: string;
  asked_by: string;
  asked_at: string;
  done_by: string | null;
  done_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    translations: TranslationsTable;
    interpreter_requests: InterpreterRequestsTable;
  }
}
