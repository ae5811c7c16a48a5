import { refuseIfAbout } from '$lib/screening/conflicts.queries.server.ts';
import { findMessage } from '$lib/voice/message.queries.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askInterpreter } from '../../../../moderation/[id=name]/translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const { lang } = await findMessage(locals.services.db, authority, id);
  await refuseIfAbout(locals.services.db, authority, id, person.personId);
  return { back: `/${authority}/desk/screening/${id}/translation`, lang };
});

export const actions = {
  default: asStaff('screen', (event: RequestEvent, person) => askInterpreter(event, person, 'screening')),
};
