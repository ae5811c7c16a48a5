import type { Insertable, Updateable } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Review } from './review.ts';
import type { ReviewsTable } from './review.table.ts';

const EMPTY = {
  planned_on: null,
  planned_at: null,
  state: 'planned',
  held_on: null,
  came: null,
  conveyed: null,
  under_four: null,
  code: null,
  code_confirmed_by: null,
  code_confirmed_at: null,
  handed_over_at: null,
  forgotten_at: null,
  version: 1,
};

type NewReview = Pick<
  ReviewsTable,
  'authority_id' | 'review_id' | 'series_id' | 'number' | 'due_on' | 'rule' | 'officer_id' | 'worker_id'
> &
  Partial<Insertable<ReviewsTable>>;

export async function insertReviews(trx: Trx, reviews: readonly NewReview[]): Promise<void> {
  await trx
    .insertInto('reviews')
    .values(reviews.map((review) => ({ ...EMPTY, ...review })))
    .execute();
}

/** Changes a planned review that nobody has changed since. @returns false where somebody has, or it is planned no more. */
export async function changePlanned(
  trx: Trx,
  { authorityId, reviewId, version }: Pick<Review, 'authorityId' | 'reviewId' | 'version'>,
  change: Updateable<ReviewsTable>,
): Promise<boolean> {
  const result = await trx
    .updateTable('reviews')
    .set({ ...change, version: version + 1 })
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .where('state', '=', 'planned')
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** One time that a review was given a day, or another one. */
export interface ReviewMove {
  /** Null where it had no day before. */
  fromOn: string | null;
  toOn: string;
  movedBy: string;
  movedAt: string;
}

/** How a review came to its day, the first first. */
export async function findMoves(db: Db, authorityId: string, reviewId: string): Promise<ReviewMove[]> {
  const rows = await db
    .selectFrom('review_moves')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    fromOn: row.from_on,
    toOn: row.to_on,
    movedBy: row.moved_by,
    movedAt: row.moved_at,
  }));
}

/** Notes that a review got another day. Whoever calls has changed the review in this transaction, and so holds it. */
export async function insertMove(
  trx: Trx,
  { authorityId, reviewId }: Pick<Review, 'authorityId' | 'reviewId'>,
  { fromOn, toOn, movedBy }: Omit<ReviewMove, 'movedAt'>,
  at: Date,
): Promise<void> {
  const before = await findMoves(trx, authorityId, reviewId);
  await trx
    .insertInto('review_moves')
    .values({
      authority_id: authorityId,
      review_id: reviewId,
      number: before.length + 1,
      from_on: fromOn,
      to_on: toOn,
      moved_by: movedBy,
      moved_at: toInstant(at),
    })
    .execute();
}
