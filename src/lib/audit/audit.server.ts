import { createHmac } from 'node:crypto';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { AuditEntriesTable } from './audit.table.ts';

/** Who did what to what. Ids only, never words: erasing a message must not need history rewritten. */
export interface Deed {
  /** A person's id, or `anonymous` or `system`. */
  actor: string;
  action: string;
  object: string;
  meta?: Record<string, string>;
}

/** Before the first entry of a chain. */
const START = 'start';

/** The key the chain is made with: without it nobody can forge an entry that fits. */
export type AuditKey = Uint8Array<ArrayBuffer>;

function hashOf(key: AuditKey, entry: Omit<AuditEntriesTable, 'hash'>): string {
  const { authority_id, seq, at, actor, action, object, meta, prev } = entry;
  const canonical = JSON.stringify([prev, authority_id, seq, at, actor, action, object, meta]);
  return createHmac('sha256', key).update(canonical).digest('base64url');
}

/**
 * Adds to the authority's chain, inside the transaction of the deeds themselves: all happen or none.
 * Touching the head row first makes writers of one authority take turns on both databases.
 */
export async function recordAll(
  trx: Trx,
  key: AuditKey,
  authorityId: string,
  deeds: readonly Deed[],
  at: Date,
): Promise<void> {
  await trx
    .insertInto('audit_heads')
    .values({ authority_id: authorityId, seq: 0, hash: START })
    .onConflict((conflict) => conflict.column('authority_id').doNothing())
    .execute();
  const head = await trx
    .updateTable('audit_heads')
    .set((eb) => ({ seq: eb('seq', '+', deeds.length) }))
    .where('authority_id', '=', authorityId)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  let prev = head.hash;
  const entries = deeds.map((deed, place) => {
    const entry = {
      authority_id: authorityId,
      seq: head.seq - deeds.length + place + 1,
      at: toInstant(at),
      actor: deed.actor,
      action: deed.action,
      object: deed.object,
      meta: JSON.stringify(deed.meta ?? {}),
      prev,
    };
    prev = hashOf(key, entry);
    return { ...entry, hash: prev };
  });
  await trx.insertInto('audit_entries').values(entries).execute();
  await trx.updateTable('audit_heads').set({ hash: prev }).where('authority_id', '=', authorityId).execute();
}

/** Adds one deed to the authority's chain, inside its own transaction. */
export async function record(
  trx: Trx,
  key: AuditKey,
  authorityId: string,
  deed: Deed,
  at: Date,
): Promise<void> {
  await recordAll(trx, key, authorityId, [deed], at);
}

/**
 * Checks an authority's whole chain against its key and its head.
 * @returns the first sequence number that does not fit (one past the last when the tail is missing), or null.
 */
export async function findBreak(db: Db, key: AuditKey, authorityId: string): Promise<number | null> {
  const entries = await db
    .selectFrom('audit_entries')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('seq')
    .execute();
  let prev = START;
  let expected = 1;
  for (const entry of entries) {
    if (entry.seq !== expected || entry.prev !== prev || entry.hash !== hashOf(key, entry)) return expected;
    prev = entry.hash;
    expected += 1;
  }
  const head = await db
    .selectFrom('audit_heads')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  const headFits = head ? head.seq === entries.length && head.hash === prev : entries.length === 0;
  return headFits ? null : expected;
}

/** Whether the newest entry fits the key and the head: quick, and enough to see that key ring and database match. */
export async function headFits(db: Db, key: AuditKey, authorityId: string): Promise<boolean> {
  const [last] = await findRecentDeeds(db, authorityId, 1);
  const head = await db
    .selectFrom('audit_heads')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  if (!last || !head) return !last && !head;
  return head.seq === last.seq && head.hash === last.hash && last.hash === hashOf(key, last);
}

/** What was done to one thing, of the kinds asked for, oldest first. */
export async function findDeedsOn(
  db: Db,
  authorityId: string,
  object: string,
  actions: readonly string[],
): Promise<Pick<AuditEntriesTable, 'at' | 'action' | 'meta'>[]> {
  return db
    .selectFrom('audit_entries')
    .select(['at', 'action', 'meta'])
    .where('authority_id', '=', authorityId)
    .where('object', '=', object)
    .where('action', 'in', actions)
    .orderBy('seq')
    .execute();
}

/** What people did to one thing, newest first, but for what begins with `not`. */
export async function findLatestDeeds(
  db: Db,
  authorityId: string,
  object: string,
  not: string,
  limit: number,
): Promise<Pick<AuditEntriesTable, 'at' | 'action' | 'actor'>[]> {
  return db
    .selectFrom('audit_entries')
    .select(['at', 'action', 'actor'])
    .where('authority_id', '=', authorityId)
    .where('object', '=', object)
    .where('action', 'not like', `${not}%`)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** The newest entries, newest first. */
export async function findRecentDeeds(
  db: Db,
  authorityId: string,
  limit: number,
): Promise<AuditEntriesTable[]> {
  return db
    .selectFrom('audit_entries')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** When the newest deed of all authorities was done; null where there is none yet. */
async function findNewestDeedAt(db: Db): Promise<Date | null> {
  const newest = await db
    .selectFrom('audit_heads')
    .innerJoin('audit_entries', (join) =>
      join
        .onRef('audit_entries.authority_id', '=', 'audit_heads.authority_id')
        .onRef('audit_entries.seq', '=', 'audit_heads.seq'),
    )
    .select('audit_entries.at')
    .orderBy('audit_entries.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ? new Date(newest.at) : null;
}

const DAY_MINUTES = 24 * 60;

/**
 * Whether a clock may be believed before anything is deleted by it: it is not behind what is on record, and not more than
 * a day ahead of it. Where nobody has done anything for a day, deleting waits for the next deed.
 */
export async function isClockBelieved(db: Db, now: Date): Promise<boolean> {
  const newest = await findNewestDeedAt(db);
  return newest !== null && now >= newest && now <= minutesAfter(newest, DAY_MINUTES);
}

/** Whether somebody did this since an instant: what is read in many bits is recorded once. */
export async function wasDoneSince(
  db: Db,
  authorityId: string,
  { actor, action, object }: Deed,
  since: Date,
): Promise<boolean> {
  const done = await db
    .selectFrom('audit_entries')
    .select('seq')
    .where('authority_id', '=', authorityId)
    .where('at', '>=', toInstant(since))
    .where('actor', '=', actor)
    .where('action', '=', action)
    .where('object', '=', object)
    .limit(1)
    .executeTakeFirst();
  return done !== undefined;
}
