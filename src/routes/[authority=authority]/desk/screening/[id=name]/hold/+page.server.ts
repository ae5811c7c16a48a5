import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { parseHold } from '$lib/screening/hold.ts';
import { holdMessage } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextAddress } from '../../../queue-page.server.ts';
import { screeningRoom } from '../../../queue-rooms.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', ({ params, url }: PageServerLoadEvent) => ({
  seen: url.searchParams.get('seen') ?? '',
  back: `/${params.authority}/desk/screening/${params.id}`,
}));

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parseHold(typed);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await holdMessage(
      locals.services,
      person.personId,
      params.authority,
      params.id,
      parsed.note,
      typed.seen ?? '',
    );
    const authority = await authorityOf(locals.services.db, params.authority);
    redirect(303, await nextAddress(locals.services, authority, person, screeningRoom, params.id));
  }),
};
