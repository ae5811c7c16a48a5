import type { Db, Trx } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import { screenedKinds } from '../voice/thread.ts';
import type { HoldsTable } from './holds.table.ts';

/** Messages with words nobody on duty has looked at: those that sound like danger first, then who asked for a person, then the oldest. */
export async function findAwaitingScreening(db: Db, authorityId: string): Promise<MessageFacts[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_entries')
          .select('entry_id')
          .whereRef('thread_entries.authority_id', '=', 'messages.authority_id')
          .whereRef('thread_entries.message_id', '=', 'messages.message_id')
          .where('thread_entries.kind', 'in', screenedKinds)
          .where('thread_entries.detail', '=', 'awaiting'),
      ),
    )
    .orderBy('danger', 'desc')
    .orderBy('wants_person', 'desc')
    .orderBy('stage_since')
    .execute();
  return rows.map(rowToMessage);
}

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
