import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { YoungPeopleTable } from './young-people.table.ts';
import type { YoungPerson } from './young-person.ts';

/** A row as a person; null until somebody has signed up with it, and once it is deleted. */
export function rowToYoungPerson(row: YoungPeopleTable | undefined): YoungPerson | null {
  if (!row || row.deleted_at !== null) return null;
  const { nickname, public_key: publicKey, key_id: keyId } = row;
  if (nickname === null || publicKey === null || keyId === null) return null;
  return { personId: row.person_id, authorityId: row.authority_id, nickname, publicKey, keyId };
}

type Found = Promise<YoungPeopleTable | undefined>;

/** Nobody who deleted their account is found. */
const findBy = (db: Db, authorityId: string, column: 'person_id' | 'nickname_folded', value: string): Found =>
  db
    .selectFrom('young_people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where(column, '=', value)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();

export function findYoungRow(db: Db, authorityId: string, personId: string): Found {
  return findBy(db, authorityId, 'person_id', personId);
}

/**
 * Holds somebody's account until the transaction ends, so that nothing is done in its name after it was deleted or reset.
 * @returns false where that has happened already.
 */
export async function lockYoung(
  trx: Trx,
  { authorityId, personId, keyId }: Pick<YoungPerson, 'authorityId' | 'personId' | 'keyId'>,
): Promise<boolean> {
  const held = await trx
    .updateTable('young_people')
    .set((eb) => ({ person_id: eb.ref('person_id') }))
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('key_id', '=', keyId)
    .where('words_verifier', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}

export async function findYoungPerson(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<YoungPerson | null> {
  return rowToYoungPerson(await findYoungRow(db, authorityId, personId));
}

export function findYoungByNickname(db: Db, authorityId: string, folded: string): Found {
  return findBy(db, authorityId, 'nickname_folded', folded);
}

/** Whether somebody else at this authority has this nickname. */
export async function isNicknameTaken(
  db: Db,
  authorityId: string,
  folded: string,
  personId: string,
): Promise<boolean> {
  const other = await db
    .selectFrom('young_people')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('nickname_folded', '=', folded)
    .where('person_id', '!=', personId)
    .executeTakeFirst();
  return other !== undefined;
}

export async function insertYoungPerson(
  trx: Trx,
  made: { authorityId: string; personId: string; workerId: string; reference: string },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('young_people')
    .values({
      authority_id: made.authorityId,
      person_id: made.personId,
      worker_id: made.workerId,
      reference: made.reference,
      nickname: null,
      nickname_folded: null,
      words_salt: null,
      words_ring: null,
      words_verifier: null,
      key_id: null,
      public_key: null,
      private_by_words: null,
      created_at: toInstant(at),
      active_since: null,
      reset_at: null,
      reset_told: 1,
      deleted_at: null,
    })
    .execute();
}

/** What a worker knows of a young person they are named for: nothing they chose, nothing they said. */
export interface NamedFor {
  personId: string;
  reference: string;
  createdAt: string;
  activeSince: string | null;
  /** Whether they have words to sign in with: not between a reset and its invitation. */
  hasSignIn: boolean;
  resetAt: string | null;
}

const rowToNamedFor = (row: YoungPeopleTable): NamedFor => ({
  personId: row.person_id,
  reference: row.reference,
  createdAt: row.created_at,
  activeSince: row.active_since,
  hasSignIn: row.words_verifier !== null,
  resetAt: row.reset_at,
});

/** The young people a worker is named for, the newest last. */
export async function findNamedFor(db: Db, authorityId: string, workerId: string): Promise<NamedFor[]> {
  const rows = await db
    .selectFrom('young_people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('worker_id', '=', workerId)
    .where('deleted_at', 'is', null)
    .orderBy('person_id')
    .execute();
  return rows.map(rowToNamedFor);
}

/** One of them. @throws Refusal `not-found` for anybody this worker is not named for. */
export async function findOneNamedFor(
  db: Db,
  authorityId: string,
  workerId: string,
  personId: string,
): Promise<NamedFor> {
  const row = await findYoungRow(db, authorityId, personId);
  if (row?.worker_id !== workerId) throw new Refusal('not-found');
  return rowToNamedFor(row);
}

/** When their worker set their sign-in anew, where they have not said that they have seen it. */
export async function findUntoldReset(db: Db, authorityId: string, personId: string): Promise<string | null> {
  const row = await findYoungRow(db, authorityId, personId);
  return row?.reset_told === 0 ? row.reset_at : null;
}

export async function noteResetTold(db: Db, authorityId: string, personId: string): Promise<void> {
  await db
    .updateTable('young_people')
    .set({ reset_told: 1 })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
}

/** What is kept of somebody's account, but for what opens it: theirs to take away. */
export async function copyOwnAccount(db: Db, authorityId: string, personId: string) {
  const row = await findYoungRow(db, authorityId, personId);
  const passkeys = await db
    .selectFrom('young_passkeys')
    .select(['added_at', 'used_at'])
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
  return {
    nickname: row?.nickname ?? null,
    /** What their worker calls them here. */
    reference: row?.reference ?? null,
    signedUpAt: row?.active_since ?? null,
    signInChangedAt: row?.reset_at ?? null,
    passkeys: passkeys.map((one) => ({ addedAt: one.added_at, usedAt: one.used_at })),
  };
}

/** Empties an account and leaves a stone: sessions, invitations, passkeys and keys are gone. */
export async function emptyYoungPerson(
  trx: Trx,
  authorityId: string,
  personId: string,
  at: Date,
): Promise<void> {
  for (const table of ['young_sessions', 'young_invitations', 'young_passkeys'] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('person_id', '=', personId)
      .execute();
  await trx
    .updateTable('young_people')
    .set({
      // One of a kind, and says nothing: the worker's own word for them is gone too.
      reference: personId,
      nickname: null,
      nickname_folded: null,
      words_salt: null,
      words_ring: null,
      words_verifier: null,
      key_id: null,
      public_key: null,
      private_by_words: null,
      active_since: null,
      reset_at: null,
      reset_told: 1,
      deleted_at: toInstant(at),
    })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
}
