import type { Db } from '../platform/database.ts';
import type { CodedReview, Span } from './coded-reviews.ts';

/** The looked-after reviews that one officer held between two days, those included: with a code or without. */
export async function findHeldBy(
  db: Db,
  authorityId: string,
  officerId: string,
  { from, to }: Span,
): Promise<CodedReview[]> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('review_series', (join) =>
      join
        .onRef('review_series.authority_id', '=', 'reviews.authority_id')
        .onRef('review_series.series_id', '=', 'reviews.series_id'),
    )
    .select(['reviews.review_id', 'reviews.held_on', 'reviews.code', 'review_series.reference'])
    .where('reviews.authority_id', '=', authorityId)
    .where('reviews.officer_id', '=', officerId)
    .where('reviews.state', '=', 'held')
    .where('reviews.held_on', '>=', from)
    .where('reviews.held_on', '<=', to)
    .where('review_series.kind', '=', 'looked_after')
    .orderBy('reviews.held_on')
    .orderBy('reviews.review_id')
    .execute();
  return rows.map((row) => ({
    reviewId: row.review_id,
    reference: row.reference,
    heldOn: row.held_on ?? '',
    code: row.code,
  }));
}
