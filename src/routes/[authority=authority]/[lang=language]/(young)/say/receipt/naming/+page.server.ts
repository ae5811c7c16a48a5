import { fail } from '@sveltejs/kit';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { wellFormed } from '$lib/platform/forms.ts';
import { nameFault } from '$lib/voice/name.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { tellName } from '$lib/voice/tell-name.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { failOpening, openReceipt, threadPage } from '../thread-page.server.ts';
import { addCounted, startWithReceipt } from '../with-receipt.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const form = await readForm(event.request);
    const opened = await openReceipt(event, params.authority, form);
    if ('fault' in opened) {
      const failed = failOpening(event, form, opened);
      return fail(failed.status, { ...failed.data, kept: wellFormed(form.name ?? '') });
    }
    const name = wellFormed(form.name ?? '').trim();
    const fresh = { opener: opened.opener, sendKey: newSendKey(), name, length: [...name].length };
    const asking = { ...fresh, fault: null, wait: 0 };
    if (form.step !== 'send') return { asking };
    const sendKey = sendKeyIn(form);
    const fault = nameFault(name);
    if (fault) return fail(400, { asking: { ...asking, sendKey, fault } });
    const failed = await addCounted(event, params.authority, () =>
      tellName(services, params.authority, opened.open, name, sendKey),
    );
    if (failed) {
      const again = failed.status === 422 ? fresh.sendKey : sendKey;
      return fail(failed.status, { asking: { ...asking, ...failed, sendKey: again } });
    }
    const thread = await threadPage(services, params.authority, lang, opened);
    return { thread, danger: soundsLikeDanger(name) };
  }),
};
