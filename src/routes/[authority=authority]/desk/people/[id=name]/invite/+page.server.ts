import { inviteAgain } from '$lib/identity/invitations.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { findListed } from '../../find-listed.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('manage-people', async ({ params, locals }: PageServerLoadEvent) => {
  const { displayName, username } = await findListed(locals.services.db, params.authority, params.id);
  return { displayName, username, back: `/${params.authority}/desk/people` };
});

export const actions = {
  default: asStaff('manage-people', async ({ params, locals }: RequestEvent, actor) => ({
    code: await inviteAgain(locals.services, actor.personId, params.authority, params.id),
  })),
};
