import { record } from '../audit/audit.server.ts';
import { findPerson } from '../identity/people.queries.server.ts';
import type { Person } from '../identity/person.ts';
import type { Role } from '../identity/roles.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { NewSeries } from './new-series.ts';
import { insertReviews } from './review-changes.queries.server.ts';
import { nextReview } from './review-dates.ts';
import { findRunning, findSameReference, insertSeries } from './series.queries.server.ts';

/** @throws Refusal `not-found` for nobody who is active in that role. */
export async function mustHold(db: Db, authorityId: string, personId: string, role: Role): Promise<void> {
  const person = await findPerson(db, authorityId, personId);
  if (!person?.roles.includes(role)) throw new Refusal('not-found');
}

/**
 * Begins a young person's reviews here: those that were held before, of which there is nothing but their days, and the
 * next one by rule.
 * @returns the ids of the series and of its next review.
 * @throws Refusal `moved-on` where reviews of this kind run under the reference already, `no-due-day` where the rules cannot
 * say when the next is due, `not-found` for an officer, worker or young person who is not there for it.
 */
export async function addSeries(
  { db, ring, clock }: VoiceContext,
  person: Person,
  {
    reference,
    kind,
    startedOn,
    held,
    officerId = person.personId,
    workerId,
    youngPersonId = null,
  }: NewSeries,
): Promise<{ seriesId: string; reviewId: string }> {
  const { authorityId } = person;
  const at = clock();
  const days = [...new Set(held)].sort();
  // Every due day is worked out before anything is written: where one cannot be, nothing is changed.
  const due = [...days, null].map((_, place) => nextReview({ kind, startedOn, held: days.slice(0, place) }));
  const seriesId = newId(at);
  const reviews = due.map(({ dueOn, rule }, place) => ({
    authority_id: authorityId,
    review_id: newId(at),
    series_id: seriesId,
    number: place + 1,
    due_on: dueOn,
    rule,
    officer_id: officerId,
    worker_id: workerId,
    ...(days[place] === undefined
      ? {}
      : { state: 'held', held_on: days[place], planned_on: days[place], forgotten_at: toInstant(at) }),
  }));
  await db.transaction().execute(async (trx) => {
    await mustHold(trx, authorityId, officerId, 'reviewing-officer');
    await mustHold(trx, authorityId, workerId, 'worker');
    if (youngPersonId && (await findSameReference(trx, authorityId, workerId, reference)) !== youngPersonId)
      throw new Refusal('not-found');
    if (await findRunning(trx, authorityId, reference, kind)) throw new Refusal('moved-on');
    const series = { authorityId, seriesId, reference, kind, startedOn, officerId, workerId, youngPersonId };
    await insertSeries(trx, series, at);
    await insertReviews(trx, reviews);
    const deed = { actor: person.personId, action: 'review.series-added', object: seriesId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return { seriesId, reviewId: reviews.at(-1)?.review_id ?? '' };
}
