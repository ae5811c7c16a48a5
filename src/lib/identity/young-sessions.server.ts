import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  ABSOLUTE_HOURS,
  idOf,
  newToken,
  OWNER_KNOWN_HOURS,
  sessionsOver,
  type SessionAdapter,
  type StoredSession,
} from './sessions.server.ts';
import { openWrappedKey, sessionKey, wrapPrivateKey } from './young-keys.server.ts';
import { findYoungPerson, lockYoung } from './young-people.queries.server.ts';
import type { YoungSessionsTable } from './young-people.table.ts';
import type { YoungPerson, YoungSession } from './young-person.ts';

/** Idle limit for young people: renewed past half of it, so the real one is between 10 and 20 minutes. */
const IDLE_MINUTES = 20;

export const YOUNG_COOKIE = '__Host-y';

function rowToSession(row: YoungSessionsTable): StoredSession {
  return {
    id: row.session_id,
    userId: row.person_id,
    expiresAt: new Date(row.expires_at),
    attributes: {
      authority_id: row.authority_id,
      absolute_expires_at: row.absolute_expires_at,
      started_at: row.started_at,
      private_by_session: row.private_by_session,
    },
  };
}

function adapterOver(db: Db, authorityId: string): SessionAdapter {
  const ofAuthority = () =>
    db.selectFrom('young_sessions').selectAll().where('authority_id', '=', authorityId);
  const remove = () => db.deleteFrom('young_sessions').where('authority_id', '=', authorityId);
  return {
    async getSessionAndUser(sessionId) {
      const found = await ofAuthority().where('session_id', '=', sessionId).executeTakeFirst();
      // As for staff: an expired row stays a day, so that what was typed is given back to its owner alone.
      const row = found && found.expires_at > toInstant(new Date()) ? found : undefined;
      return [row ? rowToSession(row) : null, row ? { id: row.person_id, attributes: {} } : null];
    },
    async getUserSessions(personId) {
      return (await ofAuthority().where('person_id', '=', personId).execute()).map(rowToSession);
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const { absolute_expires_at, started_at = '', private_by_session = '' } = attributes;
      await db
        .insertInto('young_sessions')
        .values({
          authority_id: authorityId,
          session_id: id,
          person_id: userId,
          started_at,
          expires_at: toInstant(expiresAt),
          absolute_expires_at,
          private_by_session,
        })
        .execute();
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db
        .updateTable('young_sessions')
        .set({ expires_at: toInstant(expiresAt) })
        .where('authority_id', '=', authorityId)
        .where('session_id', '=', sessionId)
        .execute();
    },
    async deleteSession(sessionId) {
      await remove().where('session_id', '=', sessionId).execute();
    },
    async deleteUserSessions(personId) {
      await remove().where('person_id', '=', personId).execute();
    },
    async deleteExpiredSessions() {
      const dayAgo = minutesAfter(new Date(), -OWNER_KNOWN_HOURS * 60);
      await remove().where('expires_at', '<=', toInstant(dayAgo)).execute();
    },
  };
}

const sessionsOf = (db: Db, authorityId: string) => sessionsOver(adapterOver(db, authorityId), IDLE_MINUTES);

/** One cookie of a request that has not come through the framework. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

/** The cookie names its authority, so that a session of another one is told from none at all. */
const COOKIE = /^([a-z][a-z0-9-]{1,40})\.([\w-]{43})$/;

export function readYoungCookie(cookie: string | undefined): { authorityId: string; token: string } | null {
  const [, authorityId = '', token = ''] = COOKIE.exec(cookie ?? '') ?? [];
  return token === '' ? null : { authorityId, token };
}

/**
 * Signs a young person in on one phone; others stay signed in.
 * @returns what the cookie carries, and nothing else ever does.
 * @throws Refusal `moved-on` when the account was reset or deleted meanwhile.
 */
export async function startYoungSession(
  db: Db,
  person: YoungPerson,
  privateKey: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<string> {
  const { authorityId, personId } = person;
  const token = newToken();
  const attributes = {
    authority_id: authorityId,
    absolute_expires_at: toInstant(minutesAfter(at, ABSOLUTE_HOURS * 60)),
    started_at: toInstant(at),
    private_by_session: await wrapPrivateKey(sessionKey(token), privateKey, person, 'session'),
  };
  await db.transaction().execute(async (trx) => {
    // A reset that came while the words were looked at shuts this one out too.
    if (!(await lockYoung(trx, person))) throw new Refusal('moved-on');
    await sessionsOf(trx, authorityId).createSession(personId, attributes, { sessionId: idOf(token) });
  });
  return `${authorityId}.${token}`;
}

/** Whose session a cookie is, or null: unknown, idle too long, past its absolute limit, or an account that is gone. */
export async function findYoungSession(
  db: Db,
  cookie: string | undefined,
  at: Date,
): Promise<YoungSession | null> {
  const read = readYoungCookie(cookie);
  if (!read) return null;
  const { session } = await sessionsOf(db, read.authorityId).validateSession(idOf(read.token));
  if (!session || session.absolute_expires_at <= toInstant(at)) return null;
  const person = await findYoungPerson(db, read.authorityId, session.userId);
  return (
    person && {
      ...person,
      sessionId: session.id,
      startedAt: session.started_at ?? '',
      openPrivateKey: () =>
        openWrappedKey(sessionKey(read.token), session.private_by_session ?? '', person, 'session'),
    }
  );
}

/** Whose session a cookie was, even when it has run out: for giving back what they were typing. */
export async function findYoungOwner(db: Db, cookie: string | undefined): Promise<string | null> {
  const read = readYoungCookie(cookie);
  if (!read) return null;
  const row = await db
    .selectFrom('young_sessions')
    .select('person_id')
    .where('authority_id', '=', read.authorityId)
    .where('session_id', '=', idOf(read.token))
    .executeTakeFirst();
  return row?.person_id ?? null;
}

export async function endYoungSession(db: Db, cookie: string | undefined): Promise<void> {
  const read = readYoungCookie(cookie);
  if (read) await sessionsOf(db, read.authorityId).invalidateSession(idOf(read.token));
}

/** The sessions of a young person that have not run out, newest first: one for each phone. */
export async function findYoungSessions(
  db: Db,
  authorityId: string,
  personId: string,
  at: Date,
): Promise<{ sessionId: string; startedAt: string }[]> {
  const rows = await db
    .selectFrom('young_sessions')
    .select(['session_id', 'started_at'])
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('expires_at', '>', toInstant(at))
    .where('absolute_expires_at', '>', toInstant(at))
    .orderBy('started_at', 'desc')
    .execute();
  return rows.map((row) => ({ sessionId: row.session_id, startedAt: row.started_at }));
}

/** Signs a young person out everywhere, or everywhere but on the phone whose session is given. */
export async function endYoungSessionsOf(
  db: Db,
  authorityId: string,
  personId: string,
  but: string | null = null,
): Promise<void> {
  let ended = db
    .deleteFrom('young_sessions')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId);
  if (but !== null) ended = ended.where('session_id', '!=', but);
  await ended.execute();
}

export async function deleteExpiredYoungSessions(db: Db, authorityId: string): Promise<void> {
  await sessionsOf(db, authorityId).deleteExpiredSessions();
}
