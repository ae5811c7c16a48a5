import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { toDay } from '$lib/platform/clock.ts';
import { countReviews, findReviewList, findToReadToday } from '$lib/reviews/review-list.queries.server.ts';
import {
  readReviewPlace,
  reviewFilters,
  writeReviewPlace,
  type ListReader,
} from '$lib/reviews/review-list.ts';
import { asStaff } from '../../../guard.server.ts';
import { kindNames, recordLateInWords, standingFlag } from './review-words.ts';
import type { PageServerLoadEvent } from './$types';

/** Somebody's own reviews: as officer, or as the worker who is named for them. */
export const load = asStaff('see-reviews', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  const today = toDay(clock());
  const both = person.roles.includes('reviewing-officer') && person.roles.includes('worker');
  const asked = url.searchParams.get('as');
  const reader: ListReader =
    !person.roles.includes('reviewing-officer') || (both && asked === 'worker') ? 'worker' : 'officer';
  const filter = reviewFilters.find((one) => one === url.searchParams.get('show')) ?? 'coming';
  const after = readReviewPlace(url.searchParams.get('after'));
  const { reviews, next } = await findReviewList(db, person, reader, filter, today, after);
  return {
    reader,
    both,
    filter,
    isFirst: after === null,
    counts: await countReviews(db, person, reader, today),
    toReadToday: reader === 'officer' ? await findToReadToday(db, params.authority, person.personId) : [],
    reviews: reviews.map((review) => ({
      ...review,
      kindName: kindNames[review.kind],
      standing: standingFlag(review, today),
      recordLate: recordLateInWords(review, settings.reviews.recordDays, today),
    })),
    next: next && writeReviewPlace(next),
    mayAdd: may(person.roles, 'hold-reviews'),
  };
});
