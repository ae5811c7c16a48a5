import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { decidedRecord, recordsOf } from './sealed-views.ts';

const deleteRecordKeys = (trx: Trx, authorityId: string, recordIds: readonly string[]) =>
  trx
    .deleteFrom('record_keys')
    .where('authority_id', '=', authorityId)
    .where('record_id', 'in', recordIds)
    .execute();

/**
 * Erases views whole: their keys first, without which not even a safety copy of the rest opens. What sent them leaves a
 * stone, so that a late try brings nothing back, and to no other review.
 */
export async function eraseViews(
  trx: Trx,
  authorityId: string,
  { viewsId, reviewId }: { viewsId: string; reviewId: string },
  at: Date,
): Promise<void> {
  await deleteRecordKeys(trx, authorityId, recordsOf(viewsId));
  await trx
    .deleteFrom('record_keys')
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', decidedRecord(reviewId))
    .where('reader_kind', '=', 'views')
    .where('reader_id', '=', viewsId)
    .execute();
  await trx
    .deleteFrom('message_pieces')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', viewsId)
    .execute();
  await trx
    .deleteFrom('views_answers')
    .where('authority_id', '=', authorityId)
    .where('views_id', '=', viewsId)
    .execute();
  const gone = await trx
    .deleteFrom('views')
    .where('authority_id', '=', authorityId)
    .where('views_id', '=', viewsId)
    .returning('idem_hash')
    .executeTakeFirst();
  if (!gone) return;
  await trx
    .insertInto('removed_messages')
    .values({ authority_id: authorityId, idem_hash: gone.idem_hash, removed_at: toInstant(at) })
    .onConflict((conflict) => conflict.columns(['authority_id', 'idem_hash']).doNothing())
    .execute();
}

/** Erases what was decided at a review and what came of it, the key first, and every sheet and code of it. */
export async function eraseDecided(trx: Trx, authorityId: string, reviewId: string): Promise<void> {
  await deleteRecordKeys(trx, authorityId, [decidedRecord(reviewId)]);
  for (const table of [
    'review_records',
    'review_actions',
    'review_feedback',
    'agenda_prints',
    'views_taken_back',
    'review_codes',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .execute();
}
