import { redirect } from '@sveltejs/kit';
import { setAllowedIn } from '$lib/identity/invitations.server.ts';
import { findEveryone } from '$lib/identity/people.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function findListed(db: Db, authorityId: string, personId: string) {
  const person = (await findEveryone(db, authorityId)).find((one) => one.personId === personId);
  if (!person) throw new Refusal('not-found');
  return person;
}

export const load = asStaff('manage-people', async ({ params, locals }: PageServerLoadEvent) => {
  const { displayName, disabled } = await findListed(locals.services.db, params.authority, params.id);
  return { displayName, disabled, back: `/${params.authority}/desk/people` };
});

export const actions = {
  default: asStaff('manage-people', async ({ params, locals }: RequestEvent, actor) => {
    const { services } = locals;
    const { disabled } = await findListed(services.db, params.authority, params.id);
    await setAllowedIn(services, actor.personId, params.authority, params.id, disabled);
    redirect(303, `/${params.authority}/desk/people`);
  }),
};
