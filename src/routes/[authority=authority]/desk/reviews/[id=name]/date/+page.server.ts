import { fail, redirect } from '@sveltejs/kit';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { planReview } from '$lib/reviews/plan-review.server.ts';
import { parsePlannedDay } from '$lib/reviews/planned-day.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { ruleOf } from '../../review-words.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference, youngPersonId } = await findSeries(db, params.authority, review.seriesId);
  return {
    review,
    reference,
    signsIn: youngPersonId !== null,
    rule: ruleOf(review.rule),
    today: toDay(clock()),
    back: `/${params.authority}/desk/reviews/${params.id}`,
  };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    await reviewForOfficer(services.db, person, params.id);
    const typed = await readForm(request);
    const parsed = parsePlannedDay(typed, services.clock());
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await planReview(services, person, params.id, wholeNumber(typed.version), parsed.planned);
    return redirect(303, `/${params.authority}/desk/reviews/${params.id}`);
  }),
};
