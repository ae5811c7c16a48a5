import { findForScreening } from '$lib/screening/find-for-screening.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { askInterpreter } from '../../../../moderation/[id=name]/translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const { lang } = await findForScreening(locals.services.db, person.personId, authority, id);
  return { back: `/${authority}/desk/screening/${id}/translation`, lang };
});

export const actions = {
  default: asStaff('screen', (event: RequestEvent, person) => askInterpreter(event, person, 'screening')),
};
