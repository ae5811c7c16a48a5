import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { holdMessage } from '$lib/moderation/hold-message.server.ts';
import { findStaffNamed } from '$lib/screening/about-staff.server.ts';
import { parseHold } from '$lib/screening/hold.ts';
import { findWordsAt } from '$lib/screening/screening.queries.server.ts';
import { findForScreening } from '$lib/screening/find-for-screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextAddress } from '../../../queue-page.server.ts';
import { screeningRoom } from '../../../queue-rooms.server.ts';
import { noteTickedStaff } from '../ticked-staff.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const { db } = locals.services;
  const staff = await findStaffNamed(locals.services, person.personId, authority, id);
  return {
    back: `/${authority}/desk/screening/${id}`,
    seen: url.searchParams.get('seen') ?? '',
    staff,
    stage: (await findForScreening(db, person.personId, authority, id)).stage,
    added: (await findWordsAt(db, authority, id, 'awaiting')).length > 0,
  };
});

export const actions = {
  default: asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { authority, id } = params;
    const typed = await readForm(request);
    const parsed = parseHold(typed, services.clock());
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await noteTickedStaff(services, person, authority, id, typed);
    const part = typed.part === 'added' ? 'added' : 'message';
    await holdMessage(services, person.personId, authority, id, parsed.note, typed.seen ?? '', part);
    const settings = await authorityOf(services.db, authority);
    redirect(303, await nextAddress(services, settings, person, screeningRoom, id));
  }),
};
