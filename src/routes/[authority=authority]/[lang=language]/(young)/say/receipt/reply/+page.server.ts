import { fail, redirect } from '@sveltejs/kit';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import { wordsFault } from '$lib/voice/message.ts';
import { sendKeyIn } from '$lib/voice/send-key.server.ts';
import { addToThread } from '$lib/voice/thread.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { networkOfEvent } from '../../../../../../../network.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { failOpening, openReceipt, threadPage } from '../thread-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** A thread has no address of its own: whoever comes here by a link starts with the receipt. */
export const load = asAnyone(({ params, request }: PageServerLoadEvent) => {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/say/receipt`);
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const form = await readForm(event.request);
    const { words = '', key = '' } = form;
    const typed = { words, key, length: [...words].length };
    const danger = soundsLikeDanger(words);
    const opened = await openReceipt(event, params.authority, form);
    if ('fault' in opened) {
      const failed = failOpening(event, form, opened);
      return fail(failed.status, { ...failed.data, typed, opener: form.opener ?? '' });
    }
    const page = () => threadPage(services, params.authority, lang, opened);
    const fault = wordsFault(words);
    if (fault) return fail(400, { fault, typed, danger, thread: await page() });
    const wait = await countMessage(services.limits, params.authority, networkOfEvent(services, event));
    if (wait > 0) {
      event.setHeaders({ 'retry-after': String(wait) });
      return fail(429, { fault: 'say.faults.busy' as const, wait, typed, danger, thread: await page() });
    }
    try {
      await addToThread(services, params.authority, opened.open, words, sendKeyIn({ key }));
    } catch (refusal) {
      if (isUnavailable(refusal)) {
        event.setHeaders({ 'retry-after': String(TRY_AGAIN_SECONDS) });
        return fail(503, {
          fault: 'say.faults.later' as const,
          wait: 0,
          typed,
          danger,
          thread: await page(),
        });
      }
      if (!(refusal instanceof Refusal) || refusal.code !== 'already-sent-differently') throw refusal;
      const thread = await page();
      return fail(422, {
        fault: 'say.faults.differently' as const,
        typed: { ...typed, key: thread.sendKey },
        danger,
        thread,
      });
    }
    return { thread: await page(), danger };
  }),
};
