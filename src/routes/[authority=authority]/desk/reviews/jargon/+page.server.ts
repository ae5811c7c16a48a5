import { fail, redirect } from '@sveltejs/kit';
import { saveTerm, takeOffTerm } from '$lib/reviews/change-jargon.server.ts';
import { jargonOf } from '$lib/reviews/jargon.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-jargon', async ({ locals }: PageServerLoadEvent, { authorityId }) => ({
  terms: await jargonOf(locals.services.db, authorityId),
}));

export const actions = {
  default: asStaff('edit-jargon', async ({ locals, request, params }: RequestEvent, person) => {
    const typed = await readForm(request);
    if (typed.act === 'take-off') await takeOffTerm(locals.services, person, typed.term ?? '');
    else {
      const faults = await saveTerm(locals.services, person, typed);
      if (faults) return fail(400, { typed, faults });
    }
    redirect(303, `/${params.authority}/desk/reviews/jargon?${typed.act === 'take-off' ? 'off' : 'saved'}`);
  }),
};
