import { redirect } from '@sveltejs/kit';
import { noteResetTold } from '$lib/identity/young-people.queries.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** They have seen that their worker changed their sign-in: it is not said again. */
export const POST = asYoung(async ({ params, locals }: RequestEvent, { personId }): Promise<Response> => {
  await noteResetTold(locals.services.db, params.authority, personId);
  redirect(303, `/${params.authority}/${params.lang}/me`);
});
