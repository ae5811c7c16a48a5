import type {} from '../platform/database.ts';

export interface PeopleTable {
  authority_id: string;
  person_id: string;
  username: string;
  display_name: string;
  password_hash: string | null;
  /** Sealed: the base32 secret of the authenticator app. */
  totp_secret: string | null;
  /** The last time step a code was accepted for; a code works once. */
  totp_step: number | null;
  disabled_at: string | null;
  created_at: string;
}

export interface PersonRolesTable {
  authority_id: string;
  person_id: string;
  role: string;
}

export interface InvitationsTable {
  authority_id: string;
  invitation_id: string;
  person_id: string;
  code_hash: string;
  expires_at: string;
  tries: number;
  used_at: string | null;
}

export interface SessionsTable {
  session_id: string;
  authority_id: string;
  person_id: string;
  expires_at: string;
  absolute_expires_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    people: PeopleTable;
    person_roles: PersonRolesTable;
    invitations: InvitationsTable;
    sessions: SessionsTable;
  }
}
