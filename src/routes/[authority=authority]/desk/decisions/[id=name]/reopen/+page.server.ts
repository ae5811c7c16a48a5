import { fail, redirect } from '@sveltejs/kit';
import { reopenDecision } from '$lib/change/decide.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { isDay, toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('open-decisions', async ({ params, locals }: PageServerLoadEvent) => ({
  decision: await findDecision(locals.services.db, params.authority, params.id),
  back: `/${params.authority}/desk/decisions/${params.id}`,
}));

export const actions = {
  default: asStaff('open-decisions', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const typed = await readForm(request);
    const dueOn = typed.dueOn ?? '';
    if (!isDay(dueOn) || dueOn < toDay(services.clock()))
      return fail(400, { typed, fault: 'Give a day that is still to come.' });
    const version = wholeNumber(typed.version);
    await reopenDecision(services, person.personId, params.authority, params.id, version, dueOn);
    await tellSenders(services, params.authority);
    redirect(303, `/${params.authority}/desk/decisions/${params.id}`);
  }),
};
