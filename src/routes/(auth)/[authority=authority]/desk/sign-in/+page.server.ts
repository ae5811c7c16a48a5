import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { countSignIn } from '$lib/identity/limits.server.ts';
import { SESSION_COOKIE, startSession } from '$lib/identity/sessions.server.ts';
import { signIn } from '$lib/identity/sign-in.server.ts';
import { networkOfEvent } from '../../../../../network.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** Only an address of this desk: nobody is sent elsewhere by a link. */
function nextPlace(authorityId: string, wanted: string | null): string {
  const desk = `/${authorityId}/desk`;
  return wanted && new RegExp(`^${desk}(/[\\w./-]*)?$`).test(wanted) ? wanted : desk;
}

export const load = asAnyone(async ({ params, locals, url }: PageServerLoadEvent) => {
  const authority = await authorityOf(locals.services.db, params.authority);
  return { authorityId: params.authority, council: authority.name, kept: url.searchParams.has('next') };
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals, request, cookies, url } = event;
    const { services } = locals;
    const { username = '', password = '', code = '' } = await readForm(request);
    const network = networkOfEvent(services, event);
    const tried = await countSignIn(services.limits, params.authority, username, network);
    if (tried.wait > 0) {
      event.setHeaders({ 'retry-after': String(tried.wait) });
      return fail(429, { username, minutes: Math.ceil(tried.wait / 60) });
    }
    const person = await signIn(services, params.authority, { username, password, code });
    if (!person) return fail(400, { username, wrong: true });
    await tried.wasRight();
    const token = await startSession(services.db, person, services.clock());
    cookies.set(SESSION_COOKIE, token, { path: '/', secure: true, httpOnly: true, sameSite: 'strict' });
    redirect(303, nextPlace(params.authority, url.searchParams.get('next')));
  }),
};
