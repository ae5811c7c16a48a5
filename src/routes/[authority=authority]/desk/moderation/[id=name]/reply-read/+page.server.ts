import { redirect } from '@sveltejs/kit';
import { noteReplyRead } from '$lib/moderation/moderate.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', ({ params }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/moderation/${params.id}`,
}));

export const actions = {
  default: asStaff('moderate', async ({ params, locals }: RequestEvent, person) => {
    await noteReplyRead(locals.services, person.personId, params.authority, params.id);
    redirect(303, `/${params.authority}/desk/moderation`);
  }),
};
