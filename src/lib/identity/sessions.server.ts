/** The only file that knows lucia (deprecated upstream; docs/decisions says what replacing it costs). */
import { createHash, randomBytes } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import { toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { findPerson } from './people.queries.server.ts';
import type { Person } from './person.ts';
import type { SessionsTable } from './people.table.ts';

/** Idle limit for staff: lucia renews past half of it, so the real one is between 7.5 and 15 minutes. */
const IDLE_MINUTES = 15;
export const ABSOLUTE_HOURS = 12;
/** An expired row is kept this long, so that what its owner was typing can be given back to them alone. */
export const OWNER_KNOWN_HOURS = 24;

export const SESSION_COOKIE = '__Host-s';

interface SessionAttributes {
  authority_id: string;
  absolute_expires_at: string;
  /** A young person's session only: since when, and what it opens (young-sessions.server.ts). */
  started_at?: string;
  private_by_session?: string;
}

type AnyLucia = Lucia<SessionAttributes, Record<never, never>>;
export type SessionAdapter = Adapter;
export type StoredSession = DatabaseSession;

declare module 'lucia' {
  interface Register {
    Lucia: AnyLucia;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: Record<never, never>;
  }
}

function rowToSession(row: SessionsTable): DatabaseSession {
  return {
    id: row.session_id,
    userId: row.person_id,
    expiresAt: new Date(row.expires_at),
    attributes: { authority_id: row.authority_id, absolute_expires_at: row.absolute_expires_at },
  };
}

function adapterOver(db: Db): Adapter {
  const one = (sessionId: string) =>
    db.selectFrom('sessions').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
  return {
    async getSessionAndUser(sessionId) {
      const found = await one(sessionId);
      // lucia deletes an expired session it is shown; the row stays a day, so that its owner is known.
      const row = found && found.expires_at > toInstant(new Date()) ? found : undefined;
      const user: DatabaseUser | null = row ? { id: row.person_id, attributes: {} } : null;
      return [row ? rowToSession(row) : null, user];
    },
    async getUserSessions(userId) {
      const rows = await db.selectFrom('sessions').selectAll().where('person_id', '=', userId).execute();
      return rows.map(rowToSession);
    },
    async setSession(session) {
      await db
        .insertInto('sessions')
        .values({
          session_id: session.id,
          person_id: session.userId,
          expires_at: toInstant(session.expiresAt),
          authority_id: session.attributes.authority_id,
          absolute_expires_at: session.attributes.absolute_expires_at,
        })
        .execute();
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expires_at: toInstant(expiresAt) })
        .where('session_id', '=', sessionId)
        .execute();
    },
    async deleteSession(sessionId) {
      await db.deleteFrom('sessions').where('session_id', '=', sessionId).execute();
    },
    async deleteUserSessions(userId) {
      await db.deleteFrom('sessions').where('person_id', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      const dayAgo = new Date(Date.now() - OWNER_KNOWN_HOURS * 3_600_000);
      await db.deleteFrom('sessions').where('expires_at', '<=', toInstant(dayAgo)).execute();
    },
  };
}

/** Sessions over an adapter that run out after so many idle minutes. */
export function sessionsOver(adapter: SessionAdapter, idleMinutes: number): AnyLucia {
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
    getSessionAttributes: (attributes: SessionAttributes) => attributes,
  });
}

const instances = new WeakMap<Db, AnyLucia>();

function luciaOver(db: Db): AnyLucia {
  let lucia = instances.get(db);
  if (!lucia) {
    lucia = sessionsOver(adapterOver(db), IDLE_MINUTES);
    instances.set(db, lucia);
  }
  return lucia;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

/** The database keeps only this: a stolen row opens nothing. */
export function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Signs somebody in. @returns the bearer token, for the cookie and nowhere else. */
export async function startSession(db: Db, person: Person, at: Date): Promise<string> {
  const token = newToken();
  const absolute = new Date(at.getTime() + ABSOLUTE_HOURS * 3_600_000);
  await luciaOver(db).createSession(
    person.personId,
    { authority_id: person.authorityId, absolute_expires_at: toInstant(absolute) },
    { sessionId: idOf(token) },
  );
  return token;
}

/** Whose session a token is, or null: unknown, idle too long, past its absolute limit, or somebody disabled. */
export async function findSessionPerson(db: Db, token: string, at: Date): Promise<Person | null> {
  const { session } = await luciaOver(db).validateSession(idOf(token));
  if (!session) return null;
  if (session.absolute_expires_at <= toInstant(at)) return null;
  return findPerson(db, session.authority_id, session.userId);
}

/**
 * Whose session a token is, as `findSessionPerson`, without its idle time beginning anew: for what a page asks by itself
 * while nobody touches it.
 */
export async function peekSessionPerson(db: Db, token: string, at: Date): Promise<Person | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('session_id', '=', idOf(token))
    .where('expires_at', '>', toInstant(at))
    .where('absolute_expires_at', '>', toInstant(at))
    .executeTakeFirst();
  return row ? findPerson(db, row.authority_id, row.person_id) : null;
}

/** Whose session a token was, even when it has run out: for giving back what they were typing. */
export async function findSessionOwner(
  db: Db,
  token: string,
): Promise<{ personId: string; authorityId: string } | null> {
  const row = await db
    .selectFrom('sessions')
    .select(['person_id', 'authority_id'])
    .where('session_id', '=', idOf(token))
    .executeTakeFirst();
  return row ? { personId: row.person_id, authorityId: row.authority_id } : null;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await luciaOver(db).invalidateSession(idOf(token));
}

/** Signs somebody out everywhere: when they are disabled or their sign-in is set anew. */
export async function endSessionsOf(db: Db, personId: string): Promise<void> {
  await luciaOver(db).invalidateUserSessions(personId);
}

export async function deleteExpiredSessions(db: Db): Promise<void> {
  await luciaOver(db).deleteExpiredSessions();
}
