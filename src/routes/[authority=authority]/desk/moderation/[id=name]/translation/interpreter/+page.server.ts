import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askInterpreter } from '../../translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const { lang } = await findForModeration(locals.services.db, person.personId, authority, id);
  return { back: `/${authority}/desk/moderation/${id}/translation`, lang };
});

export const actions = {
  default: asStaff('moderate', (event: RequestEvent, person) => askInterpreter(event, person, 'moderation')),
};
