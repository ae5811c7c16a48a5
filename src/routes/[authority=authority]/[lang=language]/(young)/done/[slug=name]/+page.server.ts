import { fail } from '@sveltejs/kit';
import { findPublishedBySlug } from '$lib/change/decision.queries.server.ts';
import { isCheckBackAnswer } from '$lib/voice/check-back.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { takeCheckBack } from '../../say/receipt/check-back.server.ts';
import { openReceipt } from '../../say/receipt/thread-page.server.ts';
import { shownDecision } from '../shown-decision.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const decision = await findPublishedBySlug(db, params.authority, params.slug);
  return { decision: await shownDecision(db, params.authority, decision, locals.lang) };
});

export const actions = {
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { services } = locals;
    const { receipt = '', answer = '' } = await readForm(request);
    const decision = await findPublishedBySlug(services.db, params.authority, params.slug);
    if (!isCheckBackAnswer(answer)) return fail(400, { receipt, fault: 'done.pickOne' as const });
    const opened = await openReceipt(services, params.authority, receipt);
    if ('fault' in opened) return fail(400, { receipt, fault: opened.fault });
    const fault = await takeCheckBack(services, params.authority, opened.open, decision.decisionId, answer);
    if (fault) return fail(400, { receipt, fault });
    return { taken: answer === 'no' ? ('done.thanksNo' as const) : ('done.thanks' as const) };
  }),
};
