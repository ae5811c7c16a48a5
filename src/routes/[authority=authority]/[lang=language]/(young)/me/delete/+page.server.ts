import { fail, redirect } from '@sveltejs/kit';
import { withdrawMessage } from '$lib/moderation/withdraw-message.server.ts';
import { forgetNotices } from '$lib/notices/turn-off.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { forgetReviewsOf } from '$lib/reviews/forget-person.server.ts';
import { deleteAccount } from '$lib/voice/delete-account.server.ts';
import { findOwnMessages } from '$lib/voice/own-messages.queries.server.ts';
import type { Services } from '../../../../../../services.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { signOutHere } from '../../sign-in/signed-in-here.server.ts';
import { checkWords } from '../check-words.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((_event: PageServerLoadEvent) => ({}));

/** Takes back what can be taken back. @returns how many messages the duty team keeps. */
async function withdrawAll(services: Services, authorityId: string, personId: string): Promise<number> {
  let kept = 0;
  for (const { messageId } of await findOwnMessages(services.db, authorityId, personId)) {
    const isGone = await withdrawMessage(services, authorityId, messageId).catch((refusal: unknown) => {
      // Taken back on another phone at this moment.
      if (refusal instanceof Refusal && refusal.code === 'not-found') return true;
      throw refusal;
    });
    if (!isGone) kept += 1;
  }
  return kept;
}

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { personId } = young;
    const { params, locals, cookies } = event;
    const { services } = locals;
    const { messages = '', threeWords = '' } = await readForm(event.request);
    if (messages !== 'keep' && messages !== 'withdraw')
      return fail(400, { messages, fault: 'pick' as const });
    const refused = await checkWords(event, young, threeWords);
    if (refused) return fail(refused.status, { messages, fault: refused.fault, minutes: refused.minutes });
    const kept = messages === 'withdraw' ? await withdrawAll(services, params.authority, personId) : 0;
    await services.db.transaction().execute((trx) => forgetNotices(trx, young));
    // First, while it is still known whose they are: if this fails, the account is there and it can be tried again.
    await forgetReviewsOf(services, params.authority, personId);
    await deleteAccount(services, params.authority, personId);
    // What came in on another phone between the two; from now on nothing does.
    await forgetReviewsOf(services, params.authority, personId);
    signOutHere(cookies);
    redirect(303, `/${params.authority}/${params.lang}/sign-in/deleted${kept > 0 ? '/kept' : ''}`);
  }),
};
