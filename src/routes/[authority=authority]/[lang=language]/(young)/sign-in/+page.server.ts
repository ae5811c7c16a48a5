import { fail, redirect } from '@sveltejs/kit';
import { countYoungSignIn } from '$lib/identity/limits.server.ts';
import { foldNickname } from '$lib/identity/nickname.ts';
import { signInYoung } from '$lib/identity/young-sign-in.server.ts';
import { networkOfEvent } from '../../../../../network.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import { nextPlace } from './next-place.ts';
import { signInHere } from './signed-in-here.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** No nickname and no words are longer: what is, is not worth stretching. */
const TYPED_MAX = 200;

export const load = asAnyone(({ url }: PageServerLoadEvent) => ({
  kept: url.searchParams.has('next'),
}));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals, cookies, url } = event;
    const { services } = locals;
    const typed = await readForm(event.request);
    const nickname = (typed.nickname ?? '').slice(0, TYPED_MAX);
    const words = (typed.threeWords ?? '').slice(0, TYPED_MAX);
    const network = networkOfEvent(services, event);
    const tried = await countYoungSignIn(services.limits, params.authority, foldNickname(nickname), network);
    if (tried.wait > 0) {
      event.setHeaders({ 'retry-after': String(tried.wait) });
      return fail(429, { nickname, minutes: Math.ceil(tried.wait / 60) });
    }
    if (tried.slowly > 0) await new Promise((resolve) => setTimeout(resolve, tried.slowly));
    const signedIn = await signInYoung(services, params.authority, { nickname, words });
    if (!signedIn) return fail(400, { nickname, wrong: true });
    await tried.wasRight();
    await signInHere(services, cookies, signedIn);
    redirect(303, nextPlace(`/${params.authority}/${params.lang}`, url.searchParams.get('next')));
  }),
};
