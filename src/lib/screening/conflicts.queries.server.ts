import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import './staff-cleared.table.ts';
import './staff-conflicts.table.ts';

/** The members of staff a message is about. */
export async function findConflicts(db: Db, authorityId: string, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_conflicts')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.person_id);
}

/**
 * Called by whatever opens or changes a message for a member of staff: what is about them is not there for them.
 * @throws Refusal `not-found` for somebody the message is about.
 */
export async function refuseIfAbout(
  db: Db,
  authorityId: string,
  messageId: string,
  personId: string,
): Promise<void> {
  if ((await findConflicts(db, authorityId, messageId)).includes(personId)) throw new Refusal('not-found');
}

/** Which of these messages are about this person. */
export async function findThoseAbout(
  db: Db,
  authorityId: string,
  personId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('staff_conflicts')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('message_id', 'in', messageIds)
    .execute();
  return new Set(rows.map((row) => row.message_id));
}

/**
 * The same for many messages at once, however many.
 * @throws Refusal `not-found` when any of them is about this person.
 */
export async function refuseIfAboutAny(
  db: Db,
  authorityId: string,
  messageIds: readonly string[],
  personId: string,
): Promise<void> {
  const rows = await db
    .selectFrom('staff_conflicts')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
  const theirs = new Set(rows.map((row) => row.message_id));
  if (messageIds.some((id) => theirs.has(id))) throw new Refusal('not-found');
}

/** Of whom somebody on duty said that the message is not about them. */
export async function findCleared(db: Db, authorityId: string, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_cleared')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.person_id);
}

interface Noted {
  by: string;
  at: string;
}

export async function insertConflicts(
  trx: Trx,
  authorityId: string,
  messageId: string,
  personIds: readonly string[],
  noted: Noted,
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .insertInto('staff_conflicts')
    .values(
      personIds.map((personId) => ({
        authority_id: authorityId,
        message_id: messageId,
        person_id: personId,
        noted_by: noted.by,
        noted_at: noted.at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['authority_id', 'message_id', 'person_id']).doNothing())
    .execute();
  await trx
    .deleteFrom('staff_cleared')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('person_id', 'in', personIds)
    .execute();
}

/** Says that a message is not about these people: from now on they are not proposed either. */
export async function clearConflicts(
  trx: Trx,
  authorityId: string,
  messageId: string,
  personIds: readonly string[],
  cleared: Noted,
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .deleteFrom('staff_conflicts')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('person_id', 'in', personIds)
    .execute();
  await trx
    .insertInto('staff_cleared')
    .values(
      personIds.map((personId) => ({
        authority_id: authorityId,
        message_id: messageId,
        person_id: personId,
        cleared_by: cleared.by,
        cleared_at: cleared.at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['authority_id', 'message_id', 'person_id']).doNothing())
    .execute();
}
