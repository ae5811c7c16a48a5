import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toDay } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import type { Held } from './held.ts';
import { changePlanned, insertReviews } from './review-changes.queries.server.ts';
import { nextReview } from './review-dates.ts';
import { findReview } from './reviews.queries.server.ts';
import { findReviewsOf, lockSeries } from './series.queries.server.ts';

/**
 * Notes that a review was held and how its young person took part, and makes the next one by rule, with the same officer
 * and worker. Both happen or none.
 * @returns the id of the next review.
 * @throws Refusal `not-found` for whoever is not its officer, `moved-on` where somebody was quicker, it is planned no more, or
 * it is held on a day to come or before the last one, `no-due-day` where the rules cannot say when the next is due.
 */
export async function holdReview(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
  version: number,
  { heldOn, came, conveyed, underFour }: Held,
): Promise<string> {
  const { authorityId, personId } = person;
  const at = clock();
  const nextId = newId(at);
  await db.transaction().execute(async (trx) => {
    const { seriesId } = await findReview(trx, authorityId, reviewId);
    const series = await lockSeries(trx, authorityId, seriesId);
    const review = await reviewForOfficer(trx, person, reviewId);
    if (review.version !== version || review.state !== 'planned') throw new Refusal('moved-on');
    const before = (await findReviewsOf(trx, authorityId, seriesId)).flatMap((one) => one.heldOn ?? []);
    if (heldOn > toDay(at) || before.some((day) => day >= heldOn)) throw new Refusal('moved-on');
    const { kind, startedOn } = series;
    const { dueOn, rule } = nextReview({ kind, startedOn, held: [...before, heldOn] });
    const change = {
      state: 'held',
      held_on: heldOn,
      came,
      conveyed,
      under_four: underFour === null ? null : Number(underFour),
    };
    if (!(await changePlanned(trx, review, change))) throw new Refusal('moved-on');
    const next = {
      authority_id: authorityId,
      review_id: nextId,
      series_id: seriesId,
      number: review.number + 1,
      due_on: dueOn,
      rule,
      officer_id: review.officerId,
      worker_id: review.workerId,
    };
    await insertReviews(trx, [next]);
    const deed = { actor: personId, action: 'review.held', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return nextId;
}
