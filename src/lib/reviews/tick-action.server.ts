import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findActionRow, findSentRecord } from './actions.queries.server.ts';
import { carryActions, followOutcome } from './carry-actions.server.ts';
import type { ActionOutcome } from './decided.ts';
import { lockReview } from './reviews.queries.server.ts';

/** Whose review it is: proven by a receipt, or by being signed in (own-views.server.ts). */
export interface OwnReview {
  reviewId: string;
  viewsId: string;
}

/**
 * A young person says whether something happened, and may say otherwise later. What did not reaches the officer (IRO)
 * and the advocate (not-happened.server.ts), each until they have seen it, and goes into the next review at once.
 * Saying the same again changes nothing.
 * @throws Refusal `not-found` for an action that is not of this review, was never sent to them, or is shredded.
 */
export async function tickAction(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  { reviewId }: OwnReview,
  actionId: string,
  outcome: ActionOutcome,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    const row = await findActionRow(trx, authorityId, reviewId, actionId);
    // What came over from last time was theirs to read before this review's own record is.
    if (row.carried_from === null && !(await findSentRecord(trx, authorityId, reviewId)))
      throw new Refusal('not-found');
    if (row.outcome === outcome) return;
    await trx
      .updateTable('review_actions')
      .set({ outcome, outcome_at: toInstant(at), officer_seen_at: null, advocate_seen_at: null })
      .where('authority_id', '=', authorityId)
      .where('action_id', '=', actionId)
      .execute();
    await followOutcome(trx, authorityId, actionId, outcome, at);
    if (outcome === 'not') await carryActions(trx, ring, authorityId, reviewId, at, actionId);
    const action = outcome === 'not' ? 'review.action-not-happened' : 'review.action-happened';
    const deed = { actor: 'anonymous', action, object: reviewId, meta: { action: actionId } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
