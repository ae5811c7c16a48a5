import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { deleteKeys } from '../sealing/records.server.ts';
import { findEntryRows, findMessage } from './message.queries.server.ts';
import { isKeptForSafety } from './withdraw.ts';
import './reasons.table.ts';
import './claims.table.ts';
import './young-looks.table.ts';

/** Whether the duty team keeps what it was told in a message: to be sure of it, ask with the message locked. */
export async function isKept(db: Db, authorityId: string, messageId: string): Promise<boolean> {
  const { stage } = await findMessage(db, authorityId, messageId);
  return isKeptForSafety(stage, await findEntryRows(db, authorityId, messageId));
}

/**
 * Erases a message: its keys first, without which not even a safety copy of the rest opens, then all that was sealed
 * with them. What sent it leaves a stone, so that a late try brings nothing back.
 */
export async function eraseMessage(
  trx: Trx,
  authorityId: string,
  messageId: string,
  at: Date,
): Promise<void> {
  const { idem_hash } = await trx
    .selectFrom('messages')
    .select('idem_hash')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  await deleteKeys(trx, authorityId, messageId);
  for (const table of [
    'thread_entries',
    'message_pieces',
    'young_looks',
    'check_back_reasons',
    'messages',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .execute();
  await trx
    .deleteFrom('claims')
    .where('authority_id', '=', authorityId)
    .where('item_id', '=', messageId)
    .execute();
  await trx
    .insertInto('removed_messages')
    .values({ authority_id: authorityId, idem_hash, removed_at: toInstant(at) })
    .onConflict((conflict) => conflict.columns(['authority_id', 'idem_hash']).doNothing())
    .execute();
}
