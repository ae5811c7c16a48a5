import { fail, redirect } from '@sveltejs/kit';
import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { askDutyToLook } from '$lib/moderation/hold-message.server.ts';
import { parseAsk } from '$lib/screening/hold.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  await findForModeration(locals.services.db, person.personId, authority, id);
  return { back: `/${authority}/desk/moderation/${id}` };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parseAsk(typed);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await askDutyToLook(locals.services, person.personId, params.authority, params.id, parsed.why);
    redirect(303, `/${params.authority}/desk/moderation`);
  }),
};
