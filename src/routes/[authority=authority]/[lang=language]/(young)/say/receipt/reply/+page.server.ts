import { fail } from '@sveltejs/kit';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { wordsFault } from '$lib/voice/message.ts';
import { sendKeyIn } from '$lib/voice/send-key.server.ts';
import { addToThread } from '$lib/voice/thread.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { reasonFor } from '../check-back.server.ts';
import { failOpening, openReceipt, threadPage } from '../thread-page.server.ts';
import { addCounted, startWithReceipt } from '../with-receipt.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const form = await readForm(event.request);
    const { words = '', key = '', decision = '' } = form;
    const typed = { words, key, decision, length: [...words].length };
    const danger = soundsLikeDanger(words);
    const opened = await openReceipt(event, params.authority, form);
    if ('fault' in opened) {
      const failed = failOpening(event, form, opened);
      return fail(failed.status, { ...failed.data, typed, opener: form.opener ?? '' });
    }
    const page = () => threadPage(services, params.authority, lang, opened);
    const fault = wordsFault(words);
    if (fault) return fail(400, { fault, wait: 0, typed, danger, thread: await page() });
    // Where it is no reason any more, the words are added all the same.
    const reason =
      decision === '' ? undefined : await reasonFor(services, params.authority, opened.open, decision);
    const failed = await addCounted(event, params.authority, () =>
      addToThread(services, params.authority, opened.open, words, sendKeyIn({ key }), reason),
    );
    const thread = await page();
    if (!failed) return { thread, danger };
    // Other words under a key that was used: they get a key of their own.
    const again = failed.status === 422 ? { ...typed, key: thread.sendKey } : typed;
    return fail(failed.status, { fault: failed.fault, wait: failed.wait, typed: again, danger, thread });
  }),
};
