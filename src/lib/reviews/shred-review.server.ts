import { isClockBelieved, record } from '../audit/audit.server.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { carryActions, keepUnseen } from './carry-actions.server.ts';
import { eraseDecided, eraseViews } from './erase-views.server.ts';
import { KEPT_DAYS, type Review } from './review.ts';
import { lockReview } from './reviews.queries.server.ts';
import { findViewsOf } from './views.queries.server.ts';

const DAY_MS = 86_400_000;

/** The last day a review is not kept: one held on it, or called off for it, is shredded. */
function lastDayGone(now: Date): string {
  const today = new Date(`${toDay(now)}T00:00:00Z`);
  return new Date(today.getTime() - (KEPT_DAYS + 1) * DAY_MS).toISOString().slice(0, 10);
}

/** The day from which a review's thirty days count; null for one that is still to come. */
const dayOf = ({ state, heldOn, plannedOn, dueOn }: Review): string | null =>
  state === 'held' ? heldOn : state === 'cancelled' ? (plannedOn ?? dueOn) : null;

const isDue = (review: Review, lastGone: string): boolean => {
  const day = dayOf(review);
  return review.forgottenAt === null && day !== null && day <= lastGone;
};

/** Reviews that may be due: whether they are is asked again of each, once it is held. */
async function findPast(db: Db, lastGone: string): Promise<{ authority_id: string; review_id: string }[]> {
  return db
    .selectFrom('reviews')
    .select(['authority_id', 'review_id'])
    .where('forgotten_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'held'), eb('held_on', '<=', lastGone)]),
        eb.and([eb('state', '=', 'cancelled'), eb(eb.fn.coalesce('planned_on', 'due_on'), '<=', lastGone)]),
      ]),
    )
    .orderBy('review_id')
    .execute();
}

async function shred(
  { db, ring }: VoiceContext,
  authorityId: string,
  reviewId: string,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const review = await lockReview(trx, authorityId, reviewId);
    if (!isDue(review, lastDayGone(now))) return false;
    await carryActions(trx, ring, authorityId, reviewId, now);
    await keepUnseen(trx, authorityId, reviewId);
    for (const views of await findViewsOf(trx, authorityId, reviewId))
      await eraseViews(trx, authorityId, views, now);
    await eraseDecided(trx, authorityId, reviewId);
    await trx
      .updateTable('reviews')
      .set({ forgotten_at: toInstant(now) })
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .execute();
    const deed = { actor: 'system', action: 'review.shredded', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, now);
    return true;
  });
}

/**
 * Shreds every review that was held, or was to be held and called off, more than thirty days ago: what has not happened
 * goes on into the next review first, then the keys, then all that they opened. What stays is the day, how it went and its
 * code, for figures. A clock that is not to be believed shreds nothing (`isClockBelieved`).
 * @returns how many.
 */
export async function shredDue(context: VoiceContext): Promise<number> {
  const { db, clock } = context;
  const now = clock();
  if (!(await isClockBelieved(db, now))) return 0;
  let shredded = 0;
  let failed: unknown;
  for (const { authority_id, review_id } of await findPast(db, lastDayGone(now))) {
    // One that fails keeps none of the others: it is told at the end, and tried again the next time.
    const isShredded = await shred(context, authority_id, review_id, now).catch((fault: unknown) => {
      failed = fault;
      return false;
    });
    if (isShredded) shredded += 1;
  }
  if (failed) throw failed;
  return shredded;
}
