import { fail } from '@sveltejs/kit';
import { withdrawMessage } from '$lib/moderation/withdraw-message.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { isKept } from '$lib/voice/withdraw.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { failOpening, openReceipt } from '../thread-page.server.ts';
import { startWithReceipt } from '../with-receipt.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

/** Whether it is gone; null where it was gone already, as for a receipt that opens nothing. */
async function takeBack(services: App.Locals['services'], authorityId: string, messageId: string) {
  try {
    return await withdrawMessage(services, authorityId, messageId);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'not-found') return null;
    throw refusal;
  }
}

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services } = locals;
    const typed = await readForm(event.request);
    const opened = await openReceipt(event, params.authority, typed);
    if ('fault' in opened) return failOpening(event, typed, opened);
    const { opener, open } = opened;
    const { messageId } = open.message;
    if (await isKept(services.db, params.authority, messageId)) return fail(409, { asked: 'kept', opener });
    if (typed.sure !== 'yes') return { asked: 'sure' as const, opener };
    const gone = await takeBack(services, params.authority, messageId);
    if (gone === null) return failOpening(event, typed, { fault: 'receipt.wrong' });
    return gone ? { asked: 'gone' as const, opener: '' } : fail(409, { asked: 'kept', opener });
  }),
};
