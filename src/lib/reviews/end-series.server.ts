import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toDay } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { notePeopleNew } from '../voice/something-new.server.ts';
import { changePlanned } from './review-changes.queries.server.ts';
import { endUnusedCodes } from './review-codes.queries.server.ts';
import { findNextReview } from './reviews.queries.server.ts';
import { changeSeries, lockSeries } from './series.queries.server.ts';

/**
 * Ends a young person's reviews here: they have left care, or moved to another authority. The review that was planned will
 * not take place, and its codes stop working. What was held stays as long as it would have.
 * @throws Refusal `not-found` for whoever is not their officer, `moved-on` where somebody was quicker.
 */
export async function endSeries(
  { db, ring, clock }: VoiceContext,
  person: Person,
  seriesId: string,
  version: number,
): Promise<void> {
  const { authorityId, personId } = person;
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const series = await lockSeries(trx, authorityId, seriesId);
    if (series.officerId !== personId || !person.roles.includes('reviewing-officer'))
      throw new Refusal('not-found');
    if (series.version !== version || !(await changeSeries(trx, series, { ended_on: toDay(at) })))
      throw new Refusal('moved-on');
    const planned = await findNextReview(trx, authorityId, seriesId);
    if (planned) {
      if (!(await changePlanned(trx, planned, { state: 'cancelled' }))) throw new Refusal('moved-on');
      await endUnusedCodes(trx, authorityId, planned.reviewId, at);
    }
    if (series.youngPersonId) await notePeopleNew(trx, authorityId, [series.youngPersonId], at);
    const deed = { actor: personId, action: 'review.series-ended', object: seriesId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
