import { Refusal } from '$lib/platform/refusal.ts';
import { findReviewsOfPerson } from '$lib/reviews/own-reviews.queries.server.ts';
import { asYoung } from '../../../../../../../guard.server.ts';
import { meetingFile } from '../../../../review/after/meeting-file.server.ts';
import type { RequestEvent } from './$types';

/** The meeting of somebody who is signed in, for a calendar. */
export const GET = asYoung(async ({ params, locals }: RequestEvent, young) => {
  const { services, lang } = locals;
  const own = await findReviewsOfPerson(services.db, params.authority, young.personId);
  if (!own.some(({ review }) => review.reviewId === params.id)) throw new Refusal('not-found');
  return meetingFile(services, params.authority, lang, params.id);
});
