import { fail, redirect } from '@sveltejs/kit';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import type { Db } from '$lib/platform/database.ts';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { parseHeld } from '$lib/reviews/held.ts';
import { holdReview } from '$lib/reviews/hold-review.server.ts';
import { datesFaultInWords, faultInDates } from '$lib/reviews/review-dates.ts';
import type { Review } from '$lib/reviews/review.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { findReviewsOf } from '$lib/reviews/series.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** The days on which this young person's reviews were held. */
async function findHeldDays(db: Db, { authorityId, seriesId }: Review): Promise<string[]> {
  return (await findReviewsOf(db, authorityId, seriesId)).flatMap(({ heldOn }) => heldOn ?? []).sort();
}

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference } = await findSeries(db, params.authority, review.seriesId);
  return { review, reference, back: `/${params.authority}/desk/reviews/${params.id}` };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const review = await reviewForOfficer(services.db, person, params.id);
    const typed = await readForm(request);
    const { kind, startedOn } = await findSeries(services.db, params.authority, review.seriesId);
    const held = await findHeldDays(services.db, review);
    const about = { today: toDay(services.clock()), startedOn, lastHeldOn: held.at(-1) ?? null };
    // Held already, in another tab or by somebody else: that is said, and not that its own day is taken.
    const isPlanned = review.state === 'planned';
    const parsed = parseHeld(typed, isPlanned ? about : { ...about, lastHeldOn: null });
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const fault = isPlanned && faultInDates({ kind, startedOn, held: [...held, parsed.held.heldOn] });
    if (fault) return fail(400, { typed, faults: { heldOn: datesFaultInWords(fault) } });
    await holdReview(services, person, params.id, wholeNumber(typed.version), parsed.held);
    return redirect(303, `/${params.authority}/desk/reviews/${params.id}`);
  }),
};
