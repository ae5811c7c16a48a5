import type { Db } from '../platform/database.ts';
import type { Review } from './review.ts';
import { toReview } from './reviews.queries.server.ts';

/** A review of somebody who signs in, and whether they sent anything for it: that is what opens it. */
export interface OwnReviewListed {
  review: Review;
  hasViews: boolean;
}

/**
 * The reviews of somebody who signs in: of a series that is theirs, and those they sent something for. What was called off
 * is not among them; what is gone from here is, so that it can be said that it is.
 */
export async function findReviewsOfPerson(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<OwnReviewListed[]> {
  const rows = await db
    .selectFrom('reviews as review')
    .innerJoin('review_series as series', (join) =>
      join
        .onRef('series.authority_id', '=', 'review.authority_id')
        .onRef('series.series_id', '=', 'review.series_id'),
    )
    .leftJoin('views', (join) =>
      join
        .onRef('views.authority_id', '=', 'review.authority_id')
        .onRef('views.review_id', '=', 'review.review_id')
        .on('views.person_id', '=', personId),
    )
    .selectAll('review')
    .select('views.views_id')
    .where('review.authority_id', '=', authorityId)
    .where('review.state', '!=', 'cancelled')
    .where(({ or, eb }) =>
      or([eb('series.young_person_id', '=', personId), eb('views.person_id', '=', personId)]),
    )
    .orderBy('review.due_on', 'desc')
    .orderBy('review.number', 'desc')
    .execute();
  const listed = new Map<string, OwnReviewListed>();
  for (const { views_id: viewsId, ...row } of rows) {
    const before = listed.get(row.review_id)?.hasViews ?? false;
    listed.set(row.review_id, { review: toReview(row), hasViews: before || viewsId !== null });
  }
  return [...listed.values()];
}
