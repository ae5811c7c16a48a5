import { fail } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import { toInstant } from '$lib/platform/clock.ts';
import { wellFormed } from '$lib/platform/forms.ts';
import { askForPerson } from '$lib/voice/ask-for-person.server.ts';
import { personDay } from '$lib/voice/journey.ts';
import { wordsFault } from '$lib/voice/message.ts';
import { isPersonWanted } from '$lib/voice/person-wanted.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
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
      return fail(failed.status, { ...failed.data, kept: wellFormed(form.words ?? '') });
    }
    const { settings } = await authorityOf(services.db, params.authority);
    const due = formatDay(lang, personDay(toInstant(services.clock()), settings.stageDays));
    const words = wellFormed(form.words ?? '');
    const typed = { who: form.who ?? '', words, length: [...words].length };
    const ask = { opener: opened.opener, sendKey: newSendKey(), due, danger: soundsLikeDanger(words), typed };
    const asking = { ...ask, whoFault: false, fault: null, wait: 0 };
    if (form.step !== 'send') return { asking };
    const sendKey = sendKeyIn(form);
    const { who } = typed;
    if (!isPersonWanted(who)) return fail(400, { asking: { ...asking, sendKey, whoFault: true } });
    const fault = words.trim() === '' ? null : wordsFault(words);
    if (fault) return fail(400, { asking: { ...asking, sendKey, fault } });
    const failed = await addCounted(event, params.authority, () =>
      askForPerson(services, params.authority, opened.open, { who, words }, sendKey),
    );
    if (failed) {
      const again = failed.status === 422 ? ask.sendKey : sendKey;
      return fail(failed.status, { asking: { ...asking, ...failed, sendKey: again } });
    }
    return { thread: await threadPage(services, params.authority, lang, opened), danger: ask.danger };
  }),
};
