import { redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findStaffNamed } from '$lib/screening/about-staff.server.ts';
import { passOn } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextAddress } from '../../../queue-page.server.ts';
import { screeningRoom } from '../../../queue-rooms.server.ts';
import { noteTickedStaff } from '../ticked-staff.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals, url }: PageServerLoadEvent, person) => ({
  back: `/${params.authority}/desk/screening/${params.id}`,
  seen: url.searchParams.get('seen') ?? '',
  staff: await findStaffNamed(locals.services, person.personId, params.authority, params.id),
}));

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    await noteTickedStaff(locals.services, person, params.authority, params.id, typed);
    await passOn(locals.services, person.personId, params.authority, params.id, typed.seen ?? '');
    const authority = await authorityOf(locals.services.db, params.authority);
    redirect(303, await nextAddress(locals.services, authority, person, screeningRoom, params.id));
  }),
};
