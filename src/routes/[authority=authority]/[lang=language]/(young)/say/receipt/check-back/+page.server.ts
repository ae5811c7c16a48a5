import { fail, redirect } from '@sveltejs/kit';
import { isCheckBackAnswer } from '$lib/voice/check-back.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { takeCheckBack } from '../check-back.server.ts';
import { openReceipt, threadPage } from '../thread-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(({ params, request }: PageServerLoadEvent) => {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/say/receipt`);
});

export const actions = {
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { services, lang } = locals;
    const typed = await readForm(request);
    const opened = await openReceipt(services, params.authority, typed.receipt ?? '');
    if ('fault' in opened)
      return fail(400, { receiptFault: opened.fault, typedReceipt: typed.receipt ?? '' });
    const answer = typed.answer ?? '';
    const fault = isCheckBackAnswer(answer)
      ? await takeCheckBack(services, params.authority, opened.open, typed.decision ?? '', answer)
      : ('done.pickOne' as const);
    const thread = await threadPage(services, params.authority, lang, opened.receipt, opened.open);
    if (fault) return fail(400, { notice: fault, refused: true, thread });
    return { notice: answer === 'no' ? ('done.thanksNo' as const) : ('done.thanks' as const), thread };
  }),
};
