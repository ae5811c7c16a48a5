import type { Lang } from '$lib/i18n/languages.ts';
import { translator } from '$lib/i18n/translator.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { isToCome, meetingCalendar } from '$lib/reviews/meeting-calendar.server.ts';
import { findReview } from '$lib/reviews/reviews.queries.server.ts';
import type { Services } from '../../../../../../services.server.ts';

/** A meeting that is to come, as a file a calendar takes. Its name says no more than its title. @throws Refusal `not-found` */
export async function meetingFile(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  authorityId: string,
  lang: Lang,
  reviewId: string,
): Promise<Response> {
  const review = await findReview(db, authorityId, reviewId);
  // Every change of its day or its time is a version: another time on the same day replaces the old one too.
  const moves = review.version;
  const title = translator(lang)('after.calendar.title');
  const text = isToCome(review, clock()) ? meetingCalendar(review, { title, moves, now: clock() }) : null;
  if (text === null) throw new Refusal('not-found');
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="meeting.ics"',
    },
  });
}
