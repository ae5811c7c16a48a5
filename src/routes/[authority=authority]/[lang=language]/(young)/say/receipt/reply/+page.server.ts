import { fail, redirect } from '@sveltejs/kit';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { wordsFault } from '$lib/voice/message.ts';
import { sendKeyIn } from '$lib/voice/send-key.server.ts';
import { addToThread } from '$lib/voice/thread.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { openReceipt, threadPage } from '../thread-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** A thread has no address of its own: whoever comes here by a link starts with the receipt. */
export const load = asAnyone(({ params, request }: PageServerLoadEvent) => {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/say/receipt`);
});

export const actions = {
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { services, lang } = locals;
    const { receipt: typedReceipt = '', words = '', key = '' } = await readForm(request);
    const opened = await openReceipt(services, params.authority, typedReceipt);
    if ('fault' in opened)
      return fail(400, { receiptFault: opened.fault, typedReceipt, typed: { words, key, length: 0 } });
    const page = () => threadPage(services, params.authority, lang, opened.receipt, opened.open);
    const danger = soundsLikeDanger(words);
    const typed = { words, key, length: [...words].length };
    const fault = wordsFault(words);
    if (fault) return fail(400, { fault, typed, danger, thread: await page() });
    try {
      await addToThread(services, params.authority, opened.open, words, sendKeyIn({ key }));
    } catch (refusal) {
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
