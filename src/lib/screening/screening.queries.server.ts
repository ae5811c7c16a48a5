import type { Db, Trx } from '../platform/database.ts';
import { screenedKinds } from '../voice/thread.ts';
import type { HoldsTable } from './holds.table.ts';

type Screening = 'awaiting' | 'held' | 'passed';

/** The words of a message that stand at one point of screening, as entry ids in their order. */
export async function findWordsAt(
  db: Db,
  authorityId: string,
  messageId: string,
  at: Screening,
): Promise<string[]> {
  const rows = await db
    .selectFrom('thread_entries')
    .select('entry_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', 'in', screenedKinds)
    .where('detail', '=', at)
    .orderBy('entry_id')
    .execute();
  return rows.map((row) => row.entry_id);
}

/**
 * Moves words of a message from one point of screening to another; with `after` only those that came later than it.
 * @returns how many there were.
 */
export async function markWords(
  trx: Trx,
  authorityId: string,
  messageId: string,
  { from, to, after = null }: { from: Screening; to: Screening; after?: string | null },
): Promise<number> {
  const result = await trx
    .updateTable('thread_entries')
    .set({ detail: to })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', 'in', screenedKinds)
    .where('detail', '=', from)
    .$if(after !== null, (query) => query.where('at', '>', after ?? ''))
    .executeTakeFirst();
  // It stands with the message too, so that the queue need not look through threads.
  if (from === 'awaiting')
    await trx
      .updateTable('messages')
      .set({ awaiting_since: null })
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .execute();
  return Number(result.numUpdatedRows);
}

/** Ends the holds of a message that were not handed over. @returns how many there were. */
export async function endOpenHolds(
  trx: Trx,
  authorityId: string,
  messageId: string,
  at: string,
): Promise<number> {
  const result = await trx
    .updateTable('holds')
    .set({ ended_at: at })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** When the last hold of a message began that another team has now, or null. */
export async function findHandedOverUntil(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('holds')
    .select(({ fn }) => fn.max('held_at').as('held_at'))
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('reference', 'is not', null)
    .executeTakeFirst();
  return row?.held_at ?? null;
}

export async function insertHold(trx: Trx, hold: HoldsTable): Promise<void> {
  await trx.insertInto('holds').values(hold).execute();
}

/** Holds neither handed over nor let through yet, the soonest due first. */
export async function findOpenHolds(db: Db, authorityId: string): Promise<HoldsTable[]> {
  return db
    .selectFrom('holds')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('ended_at', 'is', null)
    .orderBy('due_at')
    .execute();
}

export async function findHolds(db: Db, authorityId: string, messageId: string): Promise<HoldsTable[]> {
  return db
    .selectFrom('holds')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('held_at')
    .execute();
}
