import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', ({ params }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/screening/${params.id}`,
}));

export const actions = {
  default: asStaff('screen', async ({ params, locals }: RequestEvent, person) => {
    await passOn(locals.services, person.personId, params.authority, params.id);
    redirect(303, `/${params.authority}/desk/screening`);
  }),
};
