import { openForScreening } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { keepWritten, translationPage } from '../../../moderation/[id=name]/translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const { thread } = await openForScreening(locals.services, person.personId, authority, id);
  return { page: await translationPage(locals, authority, thread, 'screening') };
});

export const actions = {
  default: asStaff('screen', (event: RequestEvent, person) => keepWritten(event, person, 'screening')),
};
