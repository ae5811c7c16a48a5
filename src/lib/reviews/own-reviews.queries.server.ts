import type { Db } from '../platform/database.ts';
import type { Review } from './review.ts';
import { toReview } from './reviews.queries.server.ts';

/** A review of somebody who signs in. */
export interface OwnReviewListed {
  review: Review;
  /** Of a series that is theirs. */
  isOfTheirs: boolean;
}

/** The one that what they send signed in would go to: as review-for-person.server.ts has it. */
export function takingViews(listed: readonly OwnReviewListed[]): Review | null {
  const theirs = listed
    .filter(({ isOfTheirs, review }) => isOfTheirs && review.forgottenAt === null)
    .map(({ review }) => review);
  const planned = theirs
    .filter(({ state }) => state === 'planned')
    .sort((a, b) => (a.dueOn === b.dueOn ? a.number - b.number : a.dueOn < b.dueOn ? -1 : 1));
  const held = theirs
    .filter(({ state }) => state === 'held')
    .sort((a, b) =>
      (a.heldOn ?? '') === (b.heldOn ?? '')
        ? b.number - a.number
        : (a.heldOn ?? '') > (b.heldOn ?? '')
          ? -1
          : 1,
    );
  return planned[0] ?? held[0] ?? null;
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
    .select('series.young_person_id')
    .where('review.authority_id', '=', authorityId)
    .where('review.state', '!=', 'cancelled')
    .where(({ or, eb }) =>
      or([eb('series.young_person_id', '=', personId), eb('views.person_id', '=', personId)]),
    )
    .orderBy('review.due_on', 'desc')
    .orderBy('review.number', 'desc')
    .execute();
  const listed = new Map<string, OwnReviewListed>();
  for (const { young_person_id: whose, ...row } of rows) {
    listed.set(row.review_id, {
      review: toReview(row),
      isOfTheirs: whose === personId,
    });
  }
  return [...listed.values()];
}
