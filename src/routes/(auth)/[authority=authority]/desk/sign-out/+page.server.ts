import { redirect } from '@sveltejs/kit';
import { endSession, SESSION_COOKIE } from '$lib/identity/sessions.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(({ params }: PageServerLoadEvent) => ({ authorityId: params.authority }));

export const actions = {
  default: asAnyone(async ({ params, locals, cookies }: RequestEvent) => {
    const token = cookies.get(SESSION_COOKIE);
    if (token) await endSession(locals.services.db, token);
    cookies.delete(SESSION_COOKIE, { path: '/' });
    redirect(303, `/${params.authority}/desk/sign-in`);
  }),
};
