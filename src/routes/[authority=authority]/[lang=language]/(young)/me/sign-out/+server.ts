import { redirect } from '@sveltejs/kit';
import { signOutYoung } from '$lib/identity/young-sign-in.server.ts';
import { YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { signOutHere } from '../../sign-in/signed-in-here.server.ts';
import type { RequestEvent } from './$types';

/** For anybody, so that a session that has run out leaves nothing on the phone either. Nothing unsent is touched. */
export const POST = asAnyone(async ({ params, locals, cookies }: RequestEvent): Promise<Response> => {
  await signOutYoung(locals.services, cookies.get(YOUNG_COOKIE));
  signOutHere(cookies);
  redirect(303, `/${params.authority}/${params.lang}`);
});
