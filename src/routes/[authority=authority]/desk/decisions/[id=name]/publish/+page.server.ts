import { fail, redirect } from '@sveltejs/kit';
import { publishAnswer } from '$lib/change/decide.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { parseAnswer } from '$lib/change/decision.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { typedFrom, wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** Only its owner answers a decision. */
async function ownDecision({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>, personId: string) {
  const decision = await findDecision(locals.services.db, params.authority, params.id);
  if (decision.ownerId !== personId) throw new Refusal('not-found');
  return decision;
}

export const load = asStaff('decide', async (event: PageServerLoadEvent, person) => {
  const decision = await ownDecision(event, person.personId);
  return { decision, back: `/${event.params.authority}/desk/decisions/${event.params.id}` };
});

export const actions = {
  default: asStaff('decide', async (event: RequestEvent, person) => {
    const { params, locals, request } = event;
    const typed = typedFrom(await request.formData());
    const decision = await ownDecision(event, person.personId);
    const parsed = parseAnswer(typed, Object.keys(decision.texts) as Lang[]);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const version = wholeNumber(typed.version);
    await publishAnswer(
      locals.services,
      person.personId,
      params.authority,
      params.id,
      version,
      parsed.answer,
    );
    await tellSenders(locals.services, params.authority);
    redirect(303, `/${params.authority}/desk/decisions/${params.id}`);
  }),
};
