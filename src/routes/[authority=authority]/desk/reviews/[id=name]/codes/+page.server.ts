import { formatDay } from '$lib/i18n/dates.ts';
import { minutesAfter, toDay } from '$lib/platform/clock.ts';
import { giveReviewCode } from '$lib/reviews/review-codes.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { findReviewPage } from '../find-review-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('see-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { review, reference, codes, now, signsIn } = await findReviewPage(locals.services, person, params.id);
  return {
    reference,
    codes,
    now,
    signsIn,
    isOver: review.state === 'cancelled' || review.forgottenAt !== null,
    back: `/${params.authority}/desk/reviews/${params.id}`,
  };
});

export const actions = {
  default: asStaff('see-reviews', async ({ params, locals, url }: RequestEvent, person) => {
    const { code, expiresAt } = await giveReviewCode(locals.services, person, params.id);
    return {
      card: {
        code,
        address: `${url.host}/${params.authority}`,
        // It ends at midnight: the day before is the last one.
        until: formatDay('en', toDay(minutesAfter(new Date(expiresAt), -1))),
      },
    };
  }),
};
