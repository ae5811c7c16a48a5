import { redirect } from '@sveltejs/kit';
import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { noteReplyRead } from '$lib/moderation/moderate.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { authority, id } = params;
  await findForModeration(locals.services.db, person.personId, authority, id);
  return { back: `/${authority}/desk/moderation/${id}` };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals }: RequestEvent, person) => {
    await noteReplyRead(locals.services, person.personId, params.authority, params.id);
    redirect(303, `/${params.authority}/desk/moderation`);
  }),
};
