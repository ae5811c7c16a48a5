import { openForModeration } from '$lib/moderation/moderate.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { keepWritten, translationPage } from '../translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  const thread = await openForModeration(locals.services, person.personId, authority, id);
  return { page: await translationPage(locals, authority, thread, 'moderation') };
});

export const actions = {
  default: asStaff('moderate', (event: RequestEvent, person) => keepWritten(event, person, 'moderation')),
};
