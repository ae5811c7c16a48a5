import { refuseIfAbout } from '$lib/screening/conflicts.queries.server.ts';
import { findMessage } from '$lib/voice/message.queries.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askForMachine, machinePage } from '../../../../moderation/[id=name]/translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async (event: PageServerLoadEvent, person) => {
  const { authority, id } = event.params;
  await findMessage(event.locals.services.db, authority, id);
  await refuseIfAbout(event.locals.services.db, authority, id, person.personId);
  return machinePage(event, 'screening');
});

export const actions = {
  default: asStaff('screen', (event: RequestEvent, person) => askForMachine(event, person, 'screening')),
};
