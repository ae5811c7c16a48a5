import { redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { SESSION_COOKIE } from '$lib/identity/sessions.server.ts';
import { signOut } from '$lib/identity/sign-in.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { authorityId } = await authorityOf(locals.services.db, params.authority);
  return { authorityId };
});

export const actions = {
  default: asAnyone(async ({ params, locals, cookies }: RequestEvent) => {
    const token = cookies.get(SESSION_COOKIE);
    if (token) await signOut(locals.services, token);
    cookies.delete(SESSION_COOKIE, { path: '/' });
    redirect(303, `/${params.authority}/desk/sign-in`);
  }),
};
