import type { Trx } from '../platform/database.ts';
import { NoReview } from './no-review.ts';
import type { Review } from './review.ts';
import { lockReview } from './reviews.queries.server.ts';

/**
 * The review that views of somebody who is signed in go to, held until the transaction ends: the next that is planned in a
 * series of theirs, or else the last one held that is still here, so that they can read what was decided.
 * @throws NoReview
 */
export async function reviewForPerson(trx: Trx, authorityId: string, personId: string): Promise<Review> {
  const ofSeries = () =>
    trx
      .selectFrom('reviews')
      .innerJoin('review_series', (join) =>
        join
          .onRef('review_series.authority_id', '=', 'reviews.authority_id')
          .onRef('review_series.series_id', '=', 'reviews.series_id'),
      )
      .select('reviews.review_id')
      .where('reviews.authority_id', '=', authorityId)
      .where('review_series.young_person_id', '=', personId)
      .where('reviews.forgotten_at', 'is', null);
  const planned = await ofSeries()
    .where('reviews.state', '=', 'planned')
    .where('review_series.ended_on', 'is', null)
    .orderBy('reviews.due_on')
    .orderBy('reviews.number')
    .executeTakeFirst();
  const found =
    planned ??
    (await ofSeries()
      .where('reviews.state', '=', 'held')
      .orderBy('reviews.held_on', 'desc')
      .orderBy('reviews.number', 'desc')
      .executeTakeFirst());
  if (!found) throw new NoReview();
  const review = await lockReview(trx, authorityId, found.review_id);
  // Read again under the lock: it may have been shredded, or called off, at this moment.
  if (review.forgottenAt !== null || review.state === 'cancelled') throw new NoReview();
  return review;
}
