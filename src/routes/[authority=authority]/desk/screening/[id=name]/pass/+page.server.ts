import { redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { passOn } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextAddress } from '../../../queue-page.server.ts';
import { screeningRoom } from '../../../queue-rooms.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', ({ params, url }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/screening/${params.id}`,
  carried: { seen: url.searchParams.get('seen') ?? '' },
}));

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const { seen = '' } = await readForm(request);
    await passOn(locals.services, person.personId, params.authority, params.id, seen);
    const authority = await authorityOf(locals.services.db, params.authority);
    redirect(303, await nextAddress(locals.services, authority, person, screeningRoom, params.id));
  }),
};
