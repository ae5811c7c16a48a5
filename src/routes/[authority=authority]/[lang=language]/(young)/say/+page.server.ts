import { fail } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import { findActiveKey } from '$lib/sealing/authority-keys.server.ts';
import { Refusal, refusalStatus, type RefusalCode } from '$lib/platform/refusal.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { findEntitlementIds, findOffer } from '$lib/offer/offer.queries.server.ts';
import { findCommitmentIds, findPromise } from '$lib/promise/promise.queries.server.ts';
import { dueDay } from '$lib/voice/journey.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import { andPickAgain, parseBeside, showsDanger } from '$lib/voice/beside.ts';
import { parseDraft, type MessageFault } from '$lib/voice/message.ts';
import { showReceipt } from '$lib/voice/receipt.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { receiveMessage } from '$lib/voice/send.server.ts';
import { signedInHere } from '../me/own-opener.server.ts';
import { networkOfEvent } from '../../../../../network.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import { readSaid } from './read-said.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function whoIsHere({
  locals,
  cookies,
  params,
}: Pick<PageServerLoadEvent, 'locals' | 'cookies' | 'params'>) {
  const young = await signedInHere(locals.services, cookies, params.authority);
  return young && { personId: young.personId, nickname: young.nickname };
}

export const load = asAnyone(async (event: PageServerLoadEvent) => {
  const authority = await authorityOf(event.locals.services.db, event.params.authority);
  const themes = await findPromise(event.locals.services.db, authority, event.locals.lang);
  const offer = await findOffer(event.locals.services.db, event.params.authority, event.locals.lang);
  const sealTo = await findActiveKey(event.locals.services.db, event.params.authority);
  const entitlements = offer.map(({ facts, title }) => ({ id: facts.id, title }));
  return {
    themes,
    entitlements,
    /** What this authority never asks, because it never counts by it. */
    notAsked: authority.settings.reports.ruledOut,
    about: event.url.searchParams.get('about') ?? '',
    /** Only where it is asked for: the page is otherwise the same for everyone. */
    young: event.url.searchParams.has('mine') ? await whoIsHere(event) : null,
    sendKey: newSendKey(),
    sealTo,
  };
});

/** What came under this form's key before, as the page tells it. */
const sentBefore: Partial<Record<RefusalCode, MessageFault>> = {
  'already-sent-differently': 'say.faults.differently',
  removed: 'say.faults.removed',
};

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { services, lang } = event.locals;
    const authority = await authorityOf(services.db, event.params.authority);
    const network = networkOfEvent(services, event);
    const { typed, files } = await readSaid(event.request, network);
    const { beside, faults: besideFaults } = parseBeside(typed, files);
    const danger = soundsLikeDanger(typed.words ?? '') || showsDanger(beside.pictures);
    const again = { typed, danger, length: [...(typed.words ?? '')].length, wait: 0 };
    const subjects = {
      commitments: await findCommitmentIds(services.db, authority.authorityId),
      entitlements: await findEntitlementIds(services.db, authority.authorityId),
      ruledOut: authority.settings.reports.ruledOut,
    };
    const parsed = parseDraft(typed, lang, subjects, Object.keys(files).length);
    const faults = { ...('faults' in parsed ? parsed.faults : {}), ...besideFaults };
    if ('faults' in parsed || Object.keys(faults).length > 0)
      return fail(400, { ...again, faults: andPickAgain(faults, files) });
    const sendKey = sendKeyIn(typed);
    const wait = await countMessage(services.limits, authority.authorityId, network);
    if (wait > 0) {
      event.setHeaders({ 'retry-after': String(wait) });
      return fail(429, { ...again, wait, faults: andPickAgain({ form: 'say.faults.busy' }, files) });
    }
    // Under their own name or not at all: never under another, and never silently under none.
    const young = typed.as ? await signedInHere(services, event.cookies, authority.authorityId) : null;
    if (typed.as && young?.personId !== typed.as)
      return fail(401, { ...again, wait: 0, signedOut: true, faults: { form: 'signIn.needed' as const } });
    try {
      const sent = await receiveMessage(
        services,
        authority.authorityId,
        parsed.draft,
        sendKey,
        beside,
        young,
      );
      const due = dueDay('awaiting-screening', sent.receivedAt, authority.settings.stageDays);
      const receipt = showReceipt(sent.receipt);
      return {
        sent: {
          receipt,
          opener: sent.opener,
          at: formatTime(lang, sent.receivedAt),
          due: formatDay(lang, due ?? sent.receivedAt),
        },
        danger,
      };
    } catch (fault) {
      if (isUnavailable(fault)) {
        event.setHeaders({ 'retry-after': String(TRY_AGAIN_SECONDS) });
        return fail(503, { ...again, faults: andPickAgain({ form: 'say.faults.later' }, files) });
      }
      const form = fault instanceof Refusal ? sentBefore[fault.code] : undefined;
      if (!(fault instanceof Refusal) || !form) throw fault;
      // Whoever sends it after all sends it as another one.
      const anew = { ...again, typed: { ...typed, key: newSendKey() } };
      return fail(refusalStatus[fault.code], { ...anew, faults: andPickAgain({ form }, files) });
    }
  }),
};
