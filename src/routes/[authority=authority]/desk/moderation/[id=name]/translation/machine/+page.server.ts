import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askForMachine, machinePage } from '../../translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async (event: PageServerLoadEvent, person) => {
  const { authority, id } = event.params;
  await findForModeration(event.locals.services.db, person.personId, authority, id);
  return machinePage(event, 'moderation');
});

export const actions = {
  default: asStaff('moderate', (event: RequestEvent, person) => askForMachine(event, person, 'moderation')),
};
