import { addWorkingDays, isWorkingDay } from '../lib/authorities/working-days.ts';
import { findPerson } from '../lib/identity/people.queries.server.ts';
import { toDay } from '../lib/platform/clock.ts';
import { addSeries } from '../lib/reviews/add-series.server.ts';
import { holdReview } from '../lib/reviews/hold-review.server.ts';
import { planReview } from '../lib/reviews/plan-review.server.ts';
import { findReview } from '../lib/reviews/reviews.queries.server.ts';
import { findSameReference } from '../lib/reviews/series.queries.server.ts';
import type { Cast } from './cast-file.ts';
import { DAY } from './cast-time.ts';
import type { CastIds, Stage } from './play-cast.ts';

/** When the officers of the story began to keep their reviews here. */
const ADDED_DAYS_AGO = 45;

/**
 * Plays the made-up reviews of one authority through the real program. After its young people have signed up: those who
 * sign in are found by their reference.
 * @returns how many there are.
 */
export async function playReviews(
  { db, ring, now }: Stage,
  authorityId: string,
  { reviews }: Pick<Cast, 'reviews'>,
  ids: CastIds,
): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const dayBefore = (days: number) => toDay(before(days));
  /** Nobody in the story meets at a weekend. */
  const workingDay = (at: Date) => toDay(isWorkingDay(at) ? at : addWorkingDays(at, 1));
  for (const one of reviews) {
    const { reference, kind, startedDaysAgo, heldDaysAgo, signsIn, planned, held } = one;
    const officer = await findPerson(db, authorityId, ids[one.officer] ?? '');
    const workerId = ids[one.worker] ?? '';
    if (!officer) throw new Error(`The cast of ${authorityId} has no ${one.officer}.`);
    const youngPersonId = signsIn ? await findSameReference(db, authorityId, workerId, reference) : null;
    if (signsIn && !youngPersonId) throw new Error(`Nobody of the cast of ${authorityId} is ${reference}.`);
    const on = (daysAgo: number) => ({ db, ring, clock: () => before(daysAgo) });
    const addedDaysAgo = Math.min(ADDED_DAYS_AGO, startedDaysAgo);
    const { reviewId } = await addSeries(on(addedDaysAgo), officer, {
      reference,
      kind,
      startedOn: dayBefore(startedDaysAgo),
      held: heldDaysAgo.map(dayBefore),
      workerId,
      youngPersonId,
    });
    for (const { saidDaysAgo, inDays, at } of planned) {
      const { version } = await findReview(db, authorityId, reviewId);
      const day = { plannedOn: workingDay(before(-inDays)), plannedAt: at };
      await planReview(on(saidDaysAgo), officer, reviewId, version, day);
    }
    if (!held) continue;
    const { version } = await findReview(db, authorityId, reviewId);
    const { daysAgo, came, conveyed } = held;
    const took = { heldOn: dayBefore(daysAgo), came, conveyed, underFour: false };
    await holdReview(on(daysAgo), officer, reviewId, version, took);
  }
  return reviews.length;
}
