import { redirect } from '@sveltejs/kit';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { noteTornUp } from '$lib/reviews/torn-up.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  await reviewForOfficer(locals.services.db, person, params.id);
  return { back: `/${params.authority}/desk/reviews/${params.id}/agenda/officer` };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    await readForm(request);
    await noteTornUp(locals.services, person, params.id);
    redirect(303, `/${params.authority}/desk/reviews/${params.id}/agenda/officer`);
  }),
};
