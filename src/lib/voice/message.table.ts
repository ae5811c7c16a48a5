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
  /** Whether its sender asked for a person to talk to and has not had one. */
  wants_person: Generated<number>;
  /** Whether its sender said who they are. Never undone. */
  named: Generated<number>;
  /** The young person whose message it is, where they signed in. */
  person_id: Generated<string | null>;
  /** What its sender chose to tell of themselves, for counts only (authorities/breakdowns.ts). */
  age_band: Generated<string | null>;
  area: Generated<string | null>;
  /** Since when words of it wait for the duty team; null when none do. Kept with the entries, for the queue. */
  awaiting_since: Generated<string | null>;
  /** When its sender last asked for a person to talk to. */
  person_asked_at: Generated<string | null>;
  /** Keyed hashes by which messages that say nearly the same are found (moderation/alike.ts). */
  sketch: Generated<string | null>;
}

/** A sealed piece of a recording or a drawing (pieces.ts). */
export interface MessagePiecesTable {
  authority_id: string;
  message_id: string;
  name: string;
  hash: string;
  sealed: Buffer;
  stored_at: string;
  claimed: Generated<number>;
}

/** What is left of a message that its sender took back: what sent it, so that a late try brings nothing back. */
export interface RemovedMessagesTable {
  authority_id: string;
  idem_hash: string;
  removed_at: string;
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
  /** Sealed: what was said beside words (parts.ts). */
  parts: Generated<string | null>;
  /** What the words are bound to where it is not the entry's id. */
  sealed_as: Generated<string | null>;
}

export type MessageRow = Selectable<MessagesTable>;
export type ThreadEntryRow = Selectable<ThreadEntriesTable>;

declare module '../platform/database.ts' {
  interface Database {
    messages: MessagesTable;
    thread_entries: ThreadEntriesTable;
    message_pieces: MessagePiecesTable;
    removed_messages: RemovedMessagesTable;
  }
}
