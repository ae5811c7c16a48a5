import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { notePeopleNew } from '../voice/something-new.server.ts';
import { reviewForOfficer } from './access.server.ts';
import type { PlannedDay } from './planned-day.ts';
import { changePlanned, insertMove } from './review-changes.queries.server.ts';
import { findSeries } from './reviews.queries.server.ts';

/**
 * Gives a review its day, or another one, as often as it takes: every day it ever had stays on record. A young person who
 * signs in is told that there is something new. The day and time it has already change nothing.
 * @throws Refusal `not-found` for whoever is not its officer, `moved-on` where somebody was quicker or it is planned no more.
 */
export async function planReview(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
  version: number,
  { plannedOn, plannedAt }: PlannedDay,
): Promise<void> {
  const { authorityId, personId } = person;
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const review = await reviewForOfficer(trx, person, reviewId);
    if (review.version !== version || review.state !== 'planned') throw new Refusal('moved-on');
    if (review.plannedOn === plannedOn && review.plannedAt === plannedAt) return;
    const change = { planned_on: plannedOn, planned_at: plannedAt };
    if (!(await changePlanned(trx, review, change))) throw new Refusal('moved-on');
    if (review.plannedOn !== plannedOn)
      await insertMove(trx, review, { fromOn: review.plannedOn, toOn: plannedOn, movedBy: personId }, at);
    const { youngPersonId } = await findSeries(trx, authorityId, review.seriesId);
    if (youngPersonId) await notePeopleNew(trx, authorityId, [youngPersonId], at);
    const action = review.plannedOn === null ? 'review.planned' : 'review.moved';
    await record(trx, ring.secret('audit'), authorityId, { actor: personId, action, object: reviewId }, at);
  });
}
