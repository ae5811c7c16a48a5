import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { parseNewDueDay } from '$lib/change/longer.ts';
import { moveDueDay } from '$lib/change/move-due-day.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { mayAnswer } from '../../may-answer.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('decide', async ({ params, locals }: PageServerLoadEvent, person) => {
  const decision = await findDecision(locals.services.db, params.authority, params.id);
  if (!mayAnswer(person, { ...decision, state: 'open' })) throw new Refusal('not-found');
  const { dueOn, version } = decision;
  return { dueOn, version, back: `/${params.authority}/desk/decisions/${params.id}` };
});

export const actions = {
  default: asStaff('decide', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { settings } = await authorityOf(services.db, params.authority);
    const decision = await findDecision(services.db, params.authority, params.id);
    if (!mayAnswer(person, { ...decision, state: 'open' })) throw new Refusal('not-found');
    const typed = await readForm(request);
    const parsed = parseNewDueDay(typed, settings.languages, toDay(services.clock()), decision.dueOn);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const version = wholeNumber(typed.version);
    await moveDueDay(services, person.personId, params.authority, params.id, version, parsed.longer);
    await tellSenders(services, params.authority);
    redirect(303, `/${params.authority}/desk/decisions/${params.id}`);
  }),
};
