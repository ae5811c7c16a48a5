import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { findRecordRow, updateRecord } from './record.queries.server.ts';
import { decidedRecord } from './sealed-views.ts';
import { lockReview } from './reviews.queries.server.ts';

const TAKE_BACK_MINUTES = 60;

/** Whether a record can be taken back: until its young person opened it, and for an hour whatever happened. */
export function mayTakeBack(
  {
    sentAt,
    changedAt,
    openedAt,
  }: { sentAt: string | null; changedAt: string | null; openedAt: string | null },
  now: Date,
): boolean {
  const last = changedAt ?? sentAt;
  if (!sentAt || !last) return false;
  return openedAt === null || toInstant(minutesAfter(now, -TAKE_BACK_MINUTES)) <= last;
}

/**
 * What was ticked since it was sent was ticked of somebody else's record: it reaches nobody any more, holds no action in
 * place, and is not in the next review.
 */
async function forgetTicks(trx: Trx, authorityId: string, reviewId: string, since: string): Promise<void> {
  const ticked = await trx
    .updateTable('review_actions')
    .set({ outcome: null, outcome_at: null, officer_seen_at: null, advocate_seen_at: null })
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .where('carried_from', 'is', null)
    .where('outcome_at', '>=', since)
    .returning('action_id')
    .execute();
  if (ticked.length === 0) return;
  await trx
    .deleteFrom('review_actions')
    .where('authority_id', '=', authorityId)
    .where(
      'carried_from',
      'in',
      ticked.map(({ action_id }) => action_id),
    )
    .execute();
}

/**
 * Takes a record back that went to the wrong review: nobody but the desk can open it any more, and it is a draft again.
 * @throws Refusal `moved-on` where it was not sent, or can no longer be taken back.
 */
export async function takeBackRecord(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
): Promise<void> {
  const at = clock();
  const { authorityId, personId } = person;
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    await reviewForOfficer(trx, person, reviewId);
    const row = await findRecordRow(trx, authorityId, reviewId);
    if (!row) throw new Refusal('moved-on');
    const sent = { sentAt: row.sent_at, changedAt: row.changed_at, openedAt: row.opened_at };
    if (!mayTakeBack(sent, at)) throw new Refusal('moved-on');
    await trx
      .deleteFrom('record_keys')
      .where('authority_id', '=', authorityId)
      .where('record_id', '=', decidedRecord(reviewId))
      .where('reader_kind', '=', 'views')
      .execute();
    await forgetTicks(trx, authorityId, reviewId, row.changed_at ?? row.sent_at ?? '');
    await updateRecord(trx, authorityId, reviewId, {
      sent_at: null,
      changed_at: null,
      version: row.version + 1,
    });
    const deed = {
      actor: personId,
      action: 'review.record-taken-back',
      object: reviewId,
      meta: { opened: row.opened_at ? 'yes' : 'no' },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
