import type { Person } from '../identity/person.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reader } from './audience.ts';
import type { Review } from './review.ts';
import { findReview } from './reviews.queries.server.ts';

/** As which reader somebody at the desk looks at a review: its officer, or its worker; nobody else. */
export function readerOf({ personId, roles }: Person, review: Review): Reader | null {
  if (review.officerId === personId && roles.includes('reviewing-officer')) return 'officer';
  if (review.workerId === personId && roles.includes('worker')) return 'worker';
  return null;
}

/** @throws Refusal `not-found` for a review that somebody is no reader of, the same as for one there is not. */
export async function reviewFor(
  db: Db,
  person: Person,
  reviewId: string,
): Promise<{ review: Review; reader: Reader }> {
  const review = await findReview(db, person.authorityId, reviewId);
  const reader = readerOf(person, review);
  if (!reader) throw new Refusal('not-found');
  return { review, reader };
}

/** The same, for its officer alone. @throws Refusal `not-found` */
export async function reviewForOfficer(db: Db, person: Person, reviewId: string): Promise<Review> {
  const { review, reader } = await reviewFor(db, person, reviewId);
  if (reader !== 'officer') throw new Refusal('not-found');
  return review;
}
