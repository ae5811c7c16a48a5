import type {} from '../platform/database.ts';

export interface YoungPeopleTable {
  authority_id: string;
  person_id: string;
  /** The worker who made the account and may set it anew. */
  worker_id: string;
  /** The worker's own word for them: never a name. */
  reference: string;
  nickname: string | null;
  /** The nickname as it is compared: one of them for each authority. */
  nickname_folded: string | null;
  words_salt: string | null;
  /** Which key of the key ring their words are stretched with. */
  words_ring: string | null;
  words_verifier: string | null;
  key_id: string | null;
  public_key: string | null;
  /** Sealed: the private half of their key, opened by their three words. */
  private_by_words: string | null;
  created_at: string;
  active_since: string | null;
  /** When their worker last set their sign-in anew. */
  reset_at: string | null;
  /** Whether they have been told of that: 0 or 1. */
  reset_told: number;
  deleted_at: string | null;
}

export interface YoungInvitationsTable {
  authority_id: string;
  invitation_id: string;
  person_id: string;
  /** The first symbols of the code: they find the invitation, and open nothing. */
  finder: string;
  code_hash: string;
  expires_at: string;
  tries: number;
  used_at: string | null;
}

export interface YoungSessionsTable {
  authority_id: string;
  session_id: string;
  person_id: string;
  started_at: string;
  expires_at: string;
  absolute_expires_at: string;
  /** Sealed: the private half of their key, opened by the session's token and so only while a request carries it. */
  private_by_session: string;
}

export interface YoungPasskeysTable {
  authority_id: string;
  credential_id: string;
  person_id: string;
  public_key: string;
  counter: number;
  /** Whether the passkey may be copied to other devices (its "backup eligible" flag): 0 or 1. */
  synced: number;
  /** Sealed: the private half of their key, opened by the server for this credential alone. */
  private_by_server: string;
  server_ring: string;
  added_at: string;
  used_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    young_people: YoungPeopleTable;
    young_invitations: YoungInvitationsTable;
    young_sessions: YoungSessionsTable;
    young_passkeys: YoungPasskeysTable;
  }
}
