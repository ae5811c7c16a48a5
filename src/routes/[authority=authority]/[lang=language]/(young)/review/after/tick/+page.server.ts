import { fail } from '@sveltejs/kit';
import { Refusal } from '$lib/platform/refusal.ts';
import { isOutcome } from '$lib/reviews/decided.ts';
import { tickAction } from '$lib/reviews/tick-action.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { afterPage, failReview, openReview } from '../after-page.server.ts';
import { startWithReceipt } from '../start-with-receipt.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const typed = await readForm(event.request);
    const opened = await openReview(event, params.authority, typed);
    if (!('own' in opened)) return failReview(event, typed, opened);
    const { action = '', outcome = '' } = typed;
    const page = () => afterPage(services, params.authority, lang, opened);
    if (!isOutcome(outcome))
      return fail(400, { notice: 'after.tick.pick' as const, refused: true, review: await page() });
    try {
      await tickAction(services, params.authority, opened.own[0].facts, action, outcome);
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'not-found') throw fault;
      return fail(409, { notice: 'after.tick.gone' as const, refused: true, review: await page() });
    }
    const notice = outcome === 'not' ? ('after.tick.toldNot' as const) : ('after.tick.told' as const);
    return { notice, review: await page() };
  }),
};
