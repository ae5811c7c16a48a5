import type { Generated, Selectable } from 'kysely';
import type {} from '../platform/database.ts';

export interface MessagesTable {
  authority_id: string;
  message_id: string;
  received_at: string;
  lang: string;
  theme_id: string | null;
  commitment_id: string | null;
  entitlement_id: Generated<string | null>;
  mood: string | null;
  wants_answer: number;
  /** Whether the words sounded like danger when they came, for the order of screening. */
  danger: number;
  /** Whether we have looked for such words: what a phone sealed is looked at after it has been taken in. */
  looked: Generated<number>;
  /** Whether something the young person added has passed screening and nobody has answered it. */
  reply_waiting: number;
  stage: string;
  stage_since: string;
  version: number;
  idem_hash: string;
  payload_mac: string;
  receipt_lookup: string;
}

export interface ThreadEntriesTable {
  authority_id: string;
  message_id: string;
  entry_id: string;
  kind: string;
  at: string;
  sealed: string | null;
  detail: string | null;
  idem_hash: string | null;
  /** What the words are bound to where it is not the entry's id. */
  sealed_as: Generated<string | null>;
}

export type MessageRow = Selectable<MessagesTable>;
export type ThreadEntryRow = Selectable<ThreadEntriesTable>;

declare module '../platform/database.ts' {
  interface Database {
    messages: MessagesTable;
    thread_entries: ThreadEntriesTable;
  }
}
