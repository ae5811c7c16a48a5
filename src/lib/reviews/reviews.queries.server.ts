import type { Selectable } from 'kysely';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Review, ReviewKind, ReviewState, Series } from './review.ts';
import type { ReviewSeriesTable, ReviewsTable } from './review.table.ts';

export function toSeries(row: Selectable<ReviewSeriesTable>): Series {
  return {
    authorityId: row.authority_id,
    seriesId: row.series_id,
    reference: row.reference,
    kind: row.kind as ReviewKind,
    startedOn: row.started_on,
    officerId: row.officer_id,
    workerId: row.worker_id,
    youngPersonId: row.young_person_id,
    version: row.version,
  };
}

export function toReview(row: Selectable<ReviewsTable>): Review {
  return {
    authorityId: row.authority_id,
    reviewId: row.review_id,
    seriesId: row.series_id,
    number: row.number,
    dueOn: row.due_on,
    rule: row.rule,
    plannedOn: row.planned_on,
    plannedAt: row.planned_at,
    state: row.state as ReviewState,
    heldOn: row.held_on,
    officerId: row.officer_id,
    workerId: row.worker_id,
    came: row.came as Review['came'],
    conveyed: row.conveyed,
    underFour: row.under_four === null ? null : row.under_four === 1,
    code: row.code,
    handedOverAt: row.handed_over_at,
    handedOverAs: row.handed_over_as,
    forgottenAt: row.forgotten_at,
    version: row.version,
  };
}

/** @throws Refusal `not-found` for a review there is not. */
export async function findReview(db: Db | Trx, authorityId: string, reviewId: string): Promise<Review> {
  const row = await db
    .selectFrom('reviews')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return toReview(row);
}

/**
 * Holds a review until the transaction ends, so that no two change it, and nothing comes to it while it is shredded.
 * @throws Refusal `not-found` for a review there is not.
 */
export async function lockReview(trx: Trx, authorityId: string, reviewId: string): Promise<Review> {
  await trx
    .updateTable('reviews')
    .set((eb) => ({ review_id: eb.ref('review_id') }))
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .execute();
  return findReview(trx, authorityId, reviewId);
}

/** @throws Refusal `not-found` for a series there is not. */
export async function findSeries(db: Db | Trx, authorityId: string, seriesId: string): Promise<Series> {
  const row = await db
    .selectFrom('review_series')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return toSeries(row);
}

/** The next review of a series that has not been held; null where none is planned. */
export async function findNextReview(
  db: Db | Trx,
  authorityId: string,
  seriesId: string,
): Promise<Review | null> {
  const row = await db
    .selectFrom('reviews')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .where('state', '=', 'planned')
    .orderBy('number')
    .executeTakeFirst();
  return row ? toReview(row) : null;
}
