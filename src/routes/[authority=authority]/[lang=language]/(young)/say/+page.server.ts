import { fail } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findCommitmentIds, findPromise } from '$lib/promise/promise.queries.server.ts';
import { dueDay } from '$lib/voice/journey.ts';
import { parseDraft } from '$lib/voice/message.ts';
import { showReceipt } from '$lib/voice/receipt.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { receiveMessage } from '$lib/voice/send.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(async (event: PageServerLoadEvent) => {
  const authority = await authorityOf(event.locals.services.db, event.params.authority);
  const themes = await findPromise(event.locals.services.db, authority, event.locals.lang);
  return { themes, about: event.url.searchParams.get('about') ?? '', sendKey: newSendKey() };
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { services, lang } = event.locals;
    const authority = await authorityOf(services.db, event.params.authority);
    const typed = await readForm(event.request);
    const danger = soundsLikeDanger(typed.words ?? '');
    const parsed = parseDraft(typed, lang, await findCommitmentIds(services.db, authority.authorityId));
    if ('faults' in parsed)
      return fail(400, { typed, faults: parsed.faults, danger, length: [...(typed.words ?? '')].length });
    const sendKey = sendKeyIn(typed);
    try {
      const sent = await receiveMessage(services, authority.authorityId, parsed.draft, sendKey);
      const due = dueDay('awaiting-screening', sent.receivedAt, authority.settings.stageDays);
      const receipt = showReceipt(sent.receipt);
      return {
        sent: {
          receipt,
          at: formatTime(lang, sent.receivedAt),
          due: formatDay(lang, due ?? sent.receivedAt),
        },
        danger,
      };
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'already-sent-differently') throw fault;
      const faults = { form: 'say.faults.differently' as const };
      return fail(422, { typed: { ...typed, key: newSendKey() }, faults, danger, length: 0 });
    }
  }),
};
