import { redirect } from '@sveltejs/kit';
import { endYoungSessionsOf } from '$lib/identity/young-sessions.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Signs them out on every phone but this one. */
export const POST = asYoung(
  async ({ params, locals }: RequestEvent, { personId, sessionId }): Promise<Response> => {
    await endYoungSessionsOf(locals.services.db, params.authority, personId, sessionId);
    redirect(303, `/${params.authority}/${params.lang}/me`);
  },
);
