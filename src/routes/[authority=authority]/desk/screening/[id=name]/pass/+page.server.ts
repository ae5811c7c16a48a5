import { redirect } from '@sveltejs/kit';
import { passOn } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', ({ params, url }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/screening/${params.id}`,
  carried: { seen: url.searchParams.get('seen') ?? '' },
}));

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const { seen = '' } = await readForm(request);
    await passOn(locals.services, person.personId, params.authority, params.id, seen);
    redirect(303, `/${params.authority}/desk/screening`);
  }),
};
