import { fail } from '@sveltejs/kit';
import { findPublishedBySlug } from '$lib/change/decision.queries.server.ts';
import { isCheckBackAnswer } from '$lib/voice/check-back.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { takeCheckBack } from '../../say/receipt/check-back.server.ts';
import { failOpening, openReceipt } from '../../say/receipt/thread-page.server.ts';
import { shownBeside, shownDecision } from '../shown-decision.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const decision = await findPublishedBySlug(db, params.authority, params.slug);
  return {
    decision: await shownDecision(db, params.authority, decision, locals.lang),
    beside: await shownBeside(db, params.authority, decision, locals.lang),
  };
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services } = locals;
    const typed = await readForm(event.request);
    const { answer = '' } = typed;
    const decision = await findPublishedBySlug(services.db, params.authority, params.slug);
    const failed = (status: number, fault: 'done.pickOne' | 'done.notYours' | 'done.notOpen') =>
      fail(status, { typedReceipt: typed.receipt ?? '', receiptFault: fault, until: '' });
    if (!isCheckBackAnswer(answer)) return failed(400, 'done.pickOne');
    const opened = await openReceipt(event, params.authority, typed);
    if ('fault' in opened) return failOpening(event, typed, opened);
    const fault = await takeCheckBack(services, params.authority, opened.open, decision.decisionId, answer);
    if (fault) return failed(400, fault);
    const taken = answer === 'no' ? ('done.thanksNo' as const) : ('done.thanks' as const);
    return { taken, opener: answer === 'yes' ? null : opened.opener };
  }),
};
