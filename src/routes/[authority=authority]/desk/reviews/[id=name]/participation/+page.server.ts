import { fail, redirect } from '@sveltejs/kit';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { confirmCode, countViewsSent, HANDED_OVER, NOT_HELD } from '$lib/reviews/confirm-code.server.ts';
import { ageThen, suggestionFor } from '$lib/reviews/participation.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference, kind } = await findSeries(db, params.authority, review.seriesId);
  const viewsSent = await countViewsSent(db, params.authority, params.id);
  const { came, conveyed, underFour, code, heldOn, version } = review;
  return {
    review: { came, conveyed, age: ageThen(underFour, code), code, heldOn, version },
    reference,
    isPathway: kind === 'pathway',
    closed: review.state !== 'held' ? NOT_HELD : review.handedOverAs ? HANDED_OVER : null,
    viewsSent,
    suggestion: suggestionFor(review, viewsSent),
    back: `/${params.authority}/desk/reviews/${params.id}`,
  };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const faults = await confirmCode(locals.services, person, params.id, wholeNumber(typed.version), typed);
    if (faults) return fail(400, { typed, faults });
    redirect(303, `/${params.authority}/desk/reviews/${params.id}/participation?saved`);
  }),
};
