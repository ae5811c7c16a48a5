import { fail } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatTime } from '$lib/i18n/dates.ts';
import { Refusal, refusalStatus } from '$lib/platform/refusal.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { usingCode } from '$lib/reviews/code-limits.server.ts';
import { sendViews } from '$lib/reviews/send-views.server.ts';
import { findActiveKey } from '$lib/sealing/authority-keys.server.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import { showReceipt } from '$lib/voice/receipt.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { signedInHere } from '../../me/own-opener.server.ts';
import { readSaid } from '../../say/read-said.server.ts';
import { codeFault, readReview, sendFault, withFilesAgain, type FormFaults } from './read-review.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function whoIsHere({ locals, cookies, params }: PageServerLoadEvent) {
  const young = await signedInHere(locals.services, cookies, params.authority);
  return young && { personId: young.personId, nickname: young.nickname };
}

export const load = asAnyone(async (event: PageServerLoadEvent) => ({
  age: event.params.age,
  /** Only where it is asked for: the page is otherwise the same for everyone. */
  young: event.url.searchParams.has('mine') ? await whoIsHere(event) : null,
  sendKey: newSendKey(),
  sealTo: await findActiveKey(event.locals.services.db, event.params.authority),
}));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { services, lang } = event.locals;
    const { authorityId } = await authorityOf(services.db, event.params.authority);
    const network = networkOfEvent(services, event);
    const { typed, files } = await readSaid(event.request, network);
    const { answers, attachments, faults, danger } = readReview(typed, files, event.params.age);
    const again = (why: FormFaults, wait = 0) => {
      if (wait > 0) event.setHeaders({ 'retry-after': String(wait) });
      return { typed, danger, wait, preview: null, faults: withFilesAgain(why, files) };
    };
    const wrong = { ...faults, ...(typed.preview ? {} : codeFault(typed)) };
    if (Object.keys(wrong).length > 0) return fail(400, again(wrong));
    if (typed.preview) return { ...again({}), preview: answers };
    const wait = await countMessage(services.limits, authorityId, network);
    if (wait > 0) return fail(429, again({ form: 'review.faults.busy' }, wait));
    // As with a message: signed in as who it says, or not at all.
    const young = typed.as ? await signedInHere(services, event.cookies, authorityId) : null;
    if (typed.as && young?.personId !== typed.as) return fail(401, again({ form: 'review.as.signedOut' }));
    const code = (typed.code ?? '').trim() || null;
    const views = { answers, attachments, lang, age: event.params.age, code, sendKey: sendKeyIn(typed) };
    try {
      const send = () => sendViews(services, authorityId, views, young);
      const used =
        code === null ? { done: await send() } : await usingCode(services.limits, authorityId, network, send);
      if ('wait' in used) return fail(429, again({ form: 'review.faults.busy' }, used.wait));
      const { receipt, opener, receivedAt } = used.done;
      return { sent: { receipt: showReceipt(receipt), opener, at: formatTime(lang, receivedAt) }, danger };
    } catch (fault) {
      if (isUnavailable(fault)) return fail(503, again({ form: 'review.faults.later' }, TRY_AGAIN_SECONDS));
      const told = sendFault(fault);
      if (!told) throw fault;
      const status = fault instanceof Refusal ? refusalStatus[fault.code] : 400;
      // Whoever sends it after all sends it as another one.
      const key = fault instanceof Refusal ? newSendKey() : (typed.key ?? '');
      return fail(status, { ...again(told), typed: { ...typed, key } });
    }
  }),
};
