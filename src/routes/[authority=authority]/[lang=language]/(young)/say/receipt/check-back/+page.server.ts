import { fail } from '@sveltejs/kit';
import { isCheckBackAnswer } from '$lib/voice/check-back.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { takeCheckBack } from '../check-back.server.ts';
import { failOpening, openReceipt, threadPage } from '../thread-page.server.ts';
import { startWithReceipt } from '../with-receipt.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const typed = await readForm(event.request);
    const opened = await openReceipt(event, params.authority, typed);
    if ('fault' in opened) return failOpening(event, typed, opened);
    const answer = typed.answer ?? '';
    const fault = isCheckBackAnswer(answer)
      ? await takeCheckBack(services, params.authority, opened.open, typed.decision ?? '', answer)
      : ('done.pickOne' as const);
    const thread = await threadPage(services, params.authority, lang, opened);
    if (fault) return fail(400, { notice: fault, refused: true, thread });
    return { notice: answer === 'no' ? ('done.thanksNo' as const) : ('done.thanks' as const), thread };
  }),
};
