import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findSentRecord } from './actions.queries.server.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import { type Feedback, FEEDBACK_FIELD, type SaidFeedback } from './decided.ts';
import { saysNothing } from './read-feedback.ts';
import { lockReview } from './reviews.queries.server.ts';
import { decidedRecord } from './sealed-views.ts';
import type { OwnReview } from './tick-action.server.ts';

const bindingOf = (authorityId: string, reviewId: string) => ({
  authorityId,
  recordId: decidedRecord(reviewId),
  field: FEEDBACK_FIELD,
});

/**
 * Keeps what a young person says of the meeting, in place of what they said before; nothing at all takes it back.
 * No mark is made of it: it is read, by the officer, and nothing is counted from it.
 * @throws Refusal `not-found` where nothing was sent to them yet, or all of it is shredded.
 */
export async function giveFeedback(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  { reviewId, viewsId }: OwnReview,
  feedback: Feedback,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    if (!(await findSentRecord(trx, authorityId, reviewId))) throw new Refusal('not-found');
    await trx
      .deleteFrom('review_feedback')
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .execute();
    if (!saysNothing(feedback)) {
      const key = await openDecidedForAuthority(trx, ring, authorityId, reviewId);
      const sealed = await sealWords(
        key,
        JSON.stringify({ ...feedback, by: viewsId }),
        bindingOf(authorityId, reviewId),
      );
      await trx
        .insertInto('review_feedback')
        .values({ authority_id: authorityId, review_id: reviewId, sealed, at: toInstant(at) })
        .execute();
    }
    const deed = { actor: 'anonymous', action: 'review.feedback-given', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/** Deletes what was said of a meeting by whoever sent these views, or by nobody knows whom. */
export async function forgetFeedbackOf(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  reviewId: string,
  viewsIds: readonly string[],
): Promise<void> {
  const key = await openDecidedForAuthority(trx, ring, authorityId, reviewId).catch((fault: unknown) => {
    // Nothing was ever decided there, and so nothing said of it.
    if (fault instanceof Refusal && fault.code === 'not-found') return null;
    throw fault;
  });
  const said = key && (await openFeedback(trx, key, authorityId, reviewId));
  if (!said || (said.by !== null && !viewsIds.includes(said.by))) return;
  await trx
    .deleteFrom('review_feedback')
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .execute();
}

/** What was said of a meeting, opened with the key of what was decided there; null where nothing was. */
export async function openFeedback(
  db: Db | Trx,
  decidedKey: Uint8Array<ArrayBuffer>,
  authorityId: string,
  reviewId: string,
): Promise<(SaidFeedback & { at: string }) | null> {
  const row = await db
    .selectFrom('review_feedback')
    .select(['sealed', 'at'])
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  if (!row) return null;
  const words = await openWords(decidedKey, row.sealed, bindingOf(authorityId, reviewId));
  return { by: null, ...(JSON.parse(words) as Feedback & Partial<SaidFeedback>), at: row.at };
}
