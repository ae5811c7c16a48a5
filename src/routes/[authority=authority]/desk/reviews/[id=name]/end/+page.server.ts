import { redirect } from '@sveltejs/kit';
import { wholeNumber } from '$lib/platform/forms.ts';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { endSeries } from '$lib/reviews/end-series.server.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference, version } = await findSeries(db, params.authority, review.seriesId);
  return { reference, version: String(version), back: `/${params.authority}/desk/reviews/${params.id}` };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { seriesId } = await reviewForOfficer(services.db, person, params.id);
    const { version } = await readForm(request);
    await endSeries(services, person, seriesId, wholeNumber(version));
    return redirect(303, `/${params.authority}/desk/reviews/${params.id}`);
  }),
};
