import { findForScreening } from '$lib/screening/find-for-screening.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askForMachine, machinePage } from '../../../../moderation/[id=name]/translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async (event: PageServerLoadEvent, person) => {
  const { authority, id } = event.params;
  await findForScreening(event.locals.services.db, person.personId, authority, id);
  return machinePage(event, 'screening');
});

export const actions = {
  default: asStaff('screen', (event: RequestEvent, person) => askForMachine(event, person, 'screening')),
};
