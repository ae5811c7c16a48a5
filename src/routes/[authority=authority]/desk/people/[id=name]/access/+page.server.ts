import { redirect } from '@sveltejs/kit';
import { setAllowedIn } from '$lib/identity/access.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { findListed } from '../../find-listed.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('manage-people', async ({ params, locals }: PageServerLoadEvent) => {
  const { displayName, disabled } = await findListed(locals.services.db, params.authority, params.id);
  return { displayName, disabled, back: `/${params.authority}/desk/people` };
});

export const actions = {
  default: asStaff('manage-people', async ({ params, locals, request }: RequestEvent, actor) => {
    const { services } = locals;
    const { allowed } = await readForm(request);
    await findListed(services.db, params.authority, params.id);
    await setAllowedIn(services, actor.personId, params.authority, params.id, allowed === 'yes');
    redirect(303, `/${params.authority}/desk/people`);
  }),
};
