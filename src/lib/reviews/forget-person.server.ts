import { record } from '../audit/audit.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { audiences } from './audience.ts';
import { eraseViews } from './erase-views.server.ts';
import { forgetFeedbackOf } from './give-feedback.server.ts';
import { lockReview } from './reviews.queries.server.ts';
import { findAnswers, findPrintsOf, findViewsOfPerson, insertTakenBack } from './views.queries.server.ts';

/**
 * Before somebody's account is deleted: every view they sent as themselves is erased with what they said of the meeting, what
 * was printed of it is to be torn up, and no review knows them any more.
 * What they sent with a code alone was never theirs here, and stays with its receipt.
 */
export async function forgetReviewsOf(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  personId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const found = await findViewsOfPerson(trx, authorityId, personId);
    const reviewIds = [...new Set(found.map(({ reviewId }) => reviewId))].sort();
    for (const reviewId of reviewIds) {
      await lockReview(trx, authorityId, reviewId);
      const theirs = found.filter((views) => views.reviewId === reviewId).map(({ viewsId }) => viewsId);
      await forgetFeedbackOf(trx, ring, authorityId, reviewId, theirs);
    }
    for (const views of found) {
      // Whoever printed an answer is told that it is gone, as where it was taken back.
      const prints = await findPrintsOf(trx, authorityId, views.reviewId);
      for (const { answer_id: answerId } of await findAnswers(trx, authorityId, views.viewsId, audiences))
        if (prints.some(({ answerIds }) => answerIds.includes(answerId)))
          await insertTakenBack(trx, authorityId, { ...views, answerId }, prints, at);
      await eraseViews(trx, authorityId, views, at);
      const deed = { actor: 'anonymous', action: 'views.erased', object: views.viewsId };
      await record(trx, ring.secret('audit'), authorityId, deed, at);
    }
    await trx
      .updateTable('review_series')
      .set({ young_person_id: null })
      .where('authority_id', '=', authorityId)
      .where('young_person_id', '=', personId)
      .execute();
  });
}
