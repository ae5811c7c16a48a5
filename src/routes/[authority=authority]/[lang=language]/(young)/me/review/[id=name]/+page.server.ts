import { formatDay } from '$lib/i18n/dates.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { isToCome } from '$lib/reviews/meeting-calendar.server.ts';
import { findReviewsOfPerson, takingViews } from '$lib/reviews/own-reviews.queries.server.ts';
import { newSendKey } from '$lib/voice/send-key.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { afterPage, findOwnAt } from '../../../review/after/after-page.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asYoung(async ({ params, locals }: PageServerLoadEvent, young) => {
  const { services, lang } = locals;
  const listed = await findReviewsOfPerson(services.db, params.authority, young.personId);
  const one = listed.find(({ review }) => review.reviewId === params.id);
  if (!one) throw new Refusal('not-found');
  const own = await findOwnAt(services, young, params.id);
  const { plannedOn, plannedAt, heldOn, forgottenAt } = one.review;
  return {
    /** Null where they sent nothing for it that opens here, or all of it is gone. */
    review: own && (await afterPage(services, params.authority, lang, own)),
    meeting: {
      id: params.id,
      planned: plannedOn && formatDay(lang, plannedOn),
      plannedAt,
      held: heldOn && formatDay(lang, heldOn),
      toCome: isToCome(one.review, services.clock()),
      gone: forgottenAt !== null,
      /** Whether what they send signed in would go to this one (review-for-person.server.ts). */
      takesViews: takingViews(listed)?.reviewId === params.id,
    },
    personId: young.personId,
    sendKey: newSendKey(),
  };
});
