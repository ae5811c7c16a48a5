import type { Db, Trx } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import type { HoldsTable } from './holds.table.ts';

/** Messages with words nobody on duty has looked at: those that sound like danger first, then the oldest. */
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
          .where('thread_entries.kind', '=', 'said')
          .where('thread_entries.detail', '=', 'awaiting'),
      ),
    )
    .orderBy('danger', 'desc')
    .orderBy('stage_since')
    .execute();
  return rows.map(rowToMessage);
}

/** Marks every unscreened word of a message. @returns how many there were. */
export async function markScreened(
  trx: Trx,
  authorityId: string,
  messageId: string,
  as: 'passed' | 'held',
): Promise<number> {
  const result = await trx
    .updateTable('thread_entries')
    .set({ detail: as })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', '=', 'said')
    .where('detail', '=', 'awaiting')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** What was held in this message is let through again. */
export async function letHeldThrough(trx: Trx, authorityId: string, messageId: string): Promise<void> {
  await trx
    .updateTable('thread_entries')
    .set({ detail: 'passed' })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', '=', 'said')
    .where('detail', '=', 'held')
    .execute();
}

export async function insertHold(trx: Trx, hold: HoldsTable): Promise<void> {
  await trx.insertInto('holds').values(hold).execute();
}

/** Holds nobody has handed over yet, the soonest due first. */
export async function findOpenHolds(db: Db, authorityId: string): Promise<HoldsTable[]> {
  return db
    .selectFrom('holds')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('handed_over_at', 'is', null)
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
