import { fail, redirect } from '@sveltejs/kit';
import { countYoungInvitation } from '$lib/identity/limits.server.ts';
import { nicknameFault, tidyNickname } from '$lib/identity/nickname.ts';
import { drawThreeWords, spacedOnce, threeWordsFault } from '$lib/identity/three-words.ts';
import { findYoungInvited } from '$lib/identity/young-invitations.server.ts';
import { acceptYoungInvitation } from '$lib/identity/young-sign-up.server.ts';
import type { MessageKey } from '$lib/i18n/translator.ts';
import type { Typed } from '$lib/platform/forms.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { signInHere } from '../signed-in-here.server.ts';
import { plainWords } from './plain-words.ts';
import type { RequestEvent } from './$types';

/** The second step: a nickname and three words, offered or their own. */
function choosing(
  typed: Typed,
  words: string,
  faults: Partial<Record<'nickname' | 'words', MessageKey>> = {},
) {
  return { choose: { invitation: typed.invitation ?? '', nickname: typed.nickname ?? '', words }, faults };
}

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals, cookies } = event;
    const { services } = locals;
    const { authority: authorityId } = params;
    const typed = await readForm(event.request);
    const tried = await countYoungInvitation(services.limits, authorityId, networkOfEvent(services, event));
    if (tried.wait > 0) {
      event.setHeaders({ 'retry-after': String(tried.wait) });
      return fail(429, { minutes: Math.ceil(tried.wait / 60) });
    }
    const invited = await findYoungInvited(services, authorityId, (typed.invitation ?? '').slice(0, 40));
    if (!invited) return fail(400, { wrong: true });
    await tried.wasRight();
    const isFirst = typed.nickname === undefined || typed.threeWords === undefined;
    if (isFirst || typed.other === 'yes') return choosing(typed, drawThreeWords(plainWords));
    const nickname = tidyNickname(typed.nickname ?? '');
    const words = spacedOnce(typed.threeWords ?? '');
    const faults = {
      nickname: nicknameFault(nickname) ?? undefined,
      words: threeWordsFault(words, [nickname, authorityId]) ?? undefined,
    };
    if (faults.nickname || faults.words) return fail(400, choosing(typed, words, faults));
    const signedUp = await acceptYoungInvitation(services, invited, { nickname, words });
    if (!signedUp) return fail(400, choosing(typed, words, { nickname: 'signIn.nickname.taken' }));
    await signInHere(services, cookies, signedUp);
    redirect(303, `/${authorityId}/${params.lang}/me`);
  }),
};
