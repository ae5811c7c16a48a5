import { fail } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatClock } from '$lib/i18n/dates.ts';
import { toInstant } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { usingCode } from '$lib/reviews/code-limits.server.ts';
import { sendViews } from '$lib/reviews/send-views.server.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import { showReceipt } from '$lib/voice/receipt.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { networkOfEvent } from '../../../../../../../network.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { ownReviewOpener, signedInHere } from '../../../me/own-opener.server.ts';
import { sendFault } from '../../[age=age]/read-review.server.ts';
import { startWithReceipt } from '../start-with-receipt.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

/** Which wording its form had: it asked nothing, so it is the plainest for most. */
const AGE = '8-12';

/**
 * Views with no answers, for somebody who has a code, or is signed in, and nothing to say: their receipt, or their own key,
 * reads what was decided. Nothing in it is anybody's words.
 */
export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { services, lang } = event.locals;
    const { authorityId } = await authorityOf(services.db, event.params.authority);
    const network = networkOfEvent(services, event);
    const typed = await readForm(event.request);
    const { code = '', as = '', meeting = '' } = typed;
    const again = (status: number, fault: string, wait = 0, key = typed.key ?? '') => {
      if (wait > 0) event.setHeaders({ 'retry-after': String(wait) });
      const until =
        wait > 0 ? formatClock(toInstant(new Date(services.clock().getTime() + wait * 1_000))) : '';
      return fail(status, { typed: { code, key }, fault, until, wait });
    };
    if (code.trim() === '' && as === '') return again(400, 'review.faults.code-missing');
    const young = as === '' ? null : await signedInHere(services, event.cookies, authorityId);
    if (as !== '' && young?.personId !== as) return again(401, 'signIn.needed');
    const wait = await countMessage(services.limits, authorityId, network);
    if (wait > 0) return again(429, 'review.faults.busy', wait);
    const views = {
      answers: [],
      attachments: [],
      lang,
      age: AGE,
      code: code.trim() || null,
      sendKey: sendKeyIn(typed),
    } as const;
    try {
      const used = await usingCode(services.limits, authorityId, network, () =>
        sendViews(services, authorityId, views, young),
      );
      if ('wait' in used) return again(429, 'receipt.wait', used.wait);
      const { receipt, opener } = used.done;
      return {
        joined: {
          receipt: showReceipt(receipt),
          opener: young && meeting ? ownReviewOpener(meeting) : opener,
        },
      };
    } catch (fault) {
      if (isUnavailable(fault)) return again(503, 'review.faults.later', TRY_AGAIN_SECONDS);
      const told = Object.values(sendFault(fault) ?? {})[0];
      if (!told) throw fault;
      return again(400, told, 0, fault instanceof Refusal ? newSendKey() : (typed.key ?? ''));
    }
  }),
};
