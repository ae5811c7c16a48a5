import { fail, redirect } from '@sveltejs/kit';
import { findForScreening } from '$lib/screening/find-for-screening.server.ts';
import { parseHandOver } from '$lib/screening/hold.ts';
import { handOver } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  await findForScreening(locals.services.db, person.personId, authority, id);
  return { back: `/${authority}/desk/screening/${id}` };
});

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parseHandOver(typed);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await handOver(locals.services, person.personId, params.authority, params.id, parsed.reference);
    redirect(303, `/${params.authority}/desk/screening`);
  }),
};
