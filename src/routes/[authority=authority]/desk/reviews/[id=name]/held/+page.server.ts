import { fail, redirect } from '@sveltejs/kit';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import type { Db } from '$lib/platform/database.ts';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { parseHeld } from '$lib/reviews/held.ts';
import { findHandOverFacts } from '$lib/reviews/hand-over-facts.server.ts';
import { holdReview } from '$lib/reviews/hold-review.server.ts';
import { keptUntil } from '$lib/reviews/kept-until.ts';
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
  const { db, clock } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference } = await findSeries(db, params.authority, review.seriesId);
  const { heldOn, plannedOn } = review;
  const today = toDay(clock());
  // A day to come is no day on which it was held: then nothing is filled in.
  const heldOnAsPlanned = plannedOn !== null && plannedOn <= today ? plannedOn : '';
  return {
    review,
    reference,
    day: heldOn ?? heldOnAsPlanned,
    back: `/${params.authority}/desk/reviews/${params.id}`,
  };
});

const GONE =
  'That is more than 30 days ago: everything that came in or was written for this review is deleted within the hour, before you can send a record. Look at the day again. If it is right, hand it over to your case system first, and tick this box.';

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
    // A slip in the month would delete at once what nobody can bring back.
    const isGone = isPlanned && keptUntil(parsed.held.heldOn) < about.today && typed.gone !== 'yes';
    const here = isGone ? await findHandOverFacts(services.db, person, params.id) : null;
    if (here && (here.views > 0 || here.record !== 'none' || here.actions > 0))
      return fail(400, { typed, faults: { gone: GONE } });
    await holdReview(services, person, params.id, wholeNumber(typed.version), parsed.held);
    return redirect(303, `/${params.authority}/desk/reviews/${params.id}`);
  }),
};
