import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { NoticeAddressesTable, NoticeAddressRow, NoticesDueRow } from './notice.table.ts';
import './notice.table.ts';
import type { NoticeKind } from './notice.ts';

export async function findAddressRows(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<NoticeAddressRow[]> {
  return db
    .selectFrom('notice_addresses')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('notice_id')
    .execute();
}

type NewAddress = Omit<NoticeAddressesTable, 'code_tries' | 'failures'>;

export async function insertAddress(trx: Trx, row: NewAddress): Promise<void> {
  await trx.insertInto('notice_addresses').values(row).execute();
}

const addressesOf = (db: Db, authorityId: string, personId: string) =>
  db.deleteFrom('notice_addresses').where('authority_id', '=', authorityId).where('person_id', '=', personId);

export async function deleteAddress(
  db: Db,
  authorityId: string,
  personId: string,
  noticeId: string,
): Promise<void> {
  await addressesOf(db, authorityId, personId).where('notice_id', '=', noticeId).execute();
}

/** Forgets a person's email addresses that were confirmed, that were not, or all but one. */
export async function deleteEmails(
  trx: Trx,
  authorityId: string,
  personId: string,
  which: 'unconfirmed' | { but: string },
): Promise<void> {
  const emails = addressesOf(trx, authorityId, personId).where('kind', '=', 'email');
  await (
    which === 'unconfirmed'
      ? emails.where('confirmed_at', 'is', null)
      : emails.where('notice_id', '!=', which.but)
  ).execute();
}

/** A phone is one person's: whoever turns notices on there last. */
export async function deletePhone(trx: Trx, authorityId: string, fingerprint: string): Promise<void> {
  await trx
    .deleteFrom('notice_addresses')
    .where('authority_id', '=', authorityId)
    .where('kind', '=', 'push' satisfies NoticeKind)
    .where('fingerprint', '=', fingerprint)
    .execute();
}

/** Counts one try at a code before it is looked at: however many come at once. @returns null when none is left. */
export async function takeTry(
  db: Db,
  authorityId: string,
  personId: string,
  most: number,
): Promise<NoticeAddressRow | null> {
  const row = await db
    .updateTable('notice_addresses')
    .set((eb) => ({ code_tries: eb('code_tries', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('kind', '=', 'email')
    .where('confirmed_at', 'is', null)
    .where('code_tries', '<', most)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export async function confirmAddress(
  trx: Trx,
  authorityId: string,
  noticeId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('notice_addresses')
    .set({ confirmed_at: toInstant(at), code_mac: null })
    .where('authority_id', '=', authorityId)
    .where('notice_id', '=', noticeId)
    .execute();
}

export async function noteBrought(
  db: Db,
  authorityId: string,
  noticeId: string,
  arrived: boolean,
): Promise<void> {
  await db
    .updateTable('notice_addresses')
    .set((eb) => ({ failures: arrived ? 0 : eb('failures', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .where('notice_id', '=', noticeId)
    .execute();
}

/** From now on what is new for this person is noted. */
export async function beginNoting(trx: Trx, authorityId: string, personId: string): Promise<void> {
  await trx
    .insertInto('notices_due')
    .values({
      authority_id: authorityId,
      person_id: personId,
      wanted_at: null,
      sent_at: null,
      seen_at: null,
      try_at: null,
    })
    .onConflict((oc) => oc.columns(['authority_id', 'person_id']).doNothing())
    .execute();
}

const dueOf = (db: Db, authorityId: string, personId: string) =>
  db.updateTable('notices_due').where('authority_id', '=', authorityId).where('person_id', '=', personId);

/** Notes that something new waits for this person, if they want to know and have not looked since. */
export async function noteNew(
  trx: Trx,
  authorityId: string,
  personId: string,
  happenedAt: string,
): Promise<void> {
  await dueOf(trx, authorityId, personId)
    .set({ wanted_at: happenedAt })
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<', happenedAt)]))
    .execute();
}

/** Notes that they looked for themselves: there is nothing left to tell. */
export async function noteLooked(db: Db, authorityId: string, personId: string, at: Date): Promise<void> {
  await dueOf(db, authorityId, personId)
    .set({ wanted_at: null, seen_at: toInstant(at), try_at: null, failures: 0 })
    .execute();
}

/** Whom something waits for that may be told now, longest waiting first. */
export async function findDue(
  db: Db,
  authorityId: string,
  at: Date,
  toldBefore: Date,
  most: number,
): Promise<NoticesDueRow[]> {
  return db
    .selectFrom('notices_due')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('wanted_at', 'is not', null)
    .where((eb) => eb.or([eb('sent_at', 'is', null), eb('sent_at', '<=', toInstant(toldBefore))]))
    .where((eb) => eb.or([eb('try_at', 'is', null), eb('try_at', '<=', toInstant(at))]))
    .orderBy('wanted_at')
    .orderBy('person_id')
    .limit(most)
    .execute();
}

/** Takes one person's notice before it is brought: of several servers one gets it. @returns whether it was this one. */
export async function claim(db: Db, row: NoticesDueRow, at: Date): Promise<boolean> {
  const claimed = await dueOf(db, row.authority_id, row.person_id)
    .set({ sent_at: toInstant(at) })
    .where('wanted_at', '=', row.wanted_at)
    .where('sent_at', row.sent_at === null ? 'is' : '=', row.sent_at)
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n;
}

/** They were told. What came meanwhile waits for the next time. */
export async function noteTold(db: Db, row: NoticesDueRow): Promise<void> {
  await dueOf(db, row.authority_id, row.person_id)
    .set((eb) => ({
      wanted_at: eb.case().when('wanted_at', '=', row.wanted_at).then(null).else(eb.ref('wanted_at')).end(),
      try_at: null,
      failures: 0,
    }))
    .execute();
}

/**
 * They were not told, or nobody can say: it is tried again.
 * @param sentAt when they were last told: as before the claim where it surely did not arrive.
 */
export async function putOff(
  db: Db,
  row: NoticesDueRow,
  { sentAt, tryAt }: { sentAt: string | null; tryAt: Date },
): Promise<void> {
  await dueOf(db, row.authority_id, row.person_id)
    .set({ sent_at: sentAt, try_at: toInstant(tryAt), failures: row.failures + 1 })
    .execute();
}

/** Forgets when somebody was told, where they have turned off the last of their notices. */
export async function endNoting(db: Db, authorityId: string, personId: string): Promise<void> {
  await db
    .deleteFrom('notices_due')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
}

/** Forgets email addresses whose code did not come back. */
export async function deleteUnconfirmed(db: Db, authorityId: string, before: Date): Promise<void> {
  await db
    .deleteFrom('notice_addresses')
    .where('authority_id', '=', authorityId)
    .where('confirmed_at', 'is', null)
    .where('created_at', '<', toInstant(before))
    .execute();
}
