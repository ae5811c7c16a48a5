import { randomBytes } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { answerKept } from '$lib/promise/answer-kept.server.ts';
import { isKeptAnswer, PHONE_TOKEN } from '$lib/promise/kept-answer.ts';
import { countKeptAnswer } from '$lib/promise/limits.server.ts';
import { networkOfEvent } from '../../../../../../../network.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { commitmentPage } from '../commitment-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const phoneIn = (text: string | null | undefined) => (text && PHONE_TOKEN.test(text) ? text : null);

/** The page that thanks: whoever comes by without having answered is shown the promise itself. */
export const load = asAnyone(async ({ params, locals, url, request }: PageServerLoadEvent) => {
  const { commitment } = await commitmentPage(locals, params.authority, params.commitment);
  const phone = phoneIn(url.searchParams.get('phone'));
  if (request.method === 'GET' && !phone)
    redirect(303, `/${params.authority}/${params.lang}/promise/${params.commitment}`);
  return { commitment, phone };
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services } = locals;
    const { authorityId } = await authorityOf(services.db, params.authority);
    const typed = await readForm(event.request);
    const own = phoneIn(typed.phone);
    const phone = own ?? randomBytes(16).toString('base64url');
    const answer = typed.answer ?? '';
    if (!isKeptAnswer(answer)) return fail(400, { phone: own, fault: 'pickOne' as const, wait: 0 });
    const wait = await countKeptAnswer(services.limits, authorityId, networkOfEvent(services, event));
    if (wait > 0) {
      event.setHeaders({ 'retry-after': String(wait) });
      return fail(429, { phone: own, fault: 'busy' as const, wait });
    }
    const respondentIn = (quarter: string) =>
      services.ring.mac('once', 'kept for you', authorityId, params.commitment, quarter, phone);
    try {
      await answerKept(services, authorityId, params.commitment, answer, respondentIn);
    } catch (fault) {
      if (!isUnavailable(fault)) throw fault;
      event.setHeaders({ 'retry-after': String(TRY_AGAIN_SECONDS) });
      return fail(503, { phone: own, fault: 'later' as const, wait: 0 });
    }
    // Loaded again, a page that was posted without a name for the phone would count twice: this one is only looked at.
    if (!own) redirect(303, `${event.url.pathname}?phone=${phone}`);
    return { phone, given: answer };
  }),
};
