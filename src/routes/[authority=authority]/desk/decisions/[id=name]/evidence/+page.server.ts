import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { findEvidence } from '$lib/change/evidence.queries.server.ts';
import { parseEvidence } from '$lib/change/evidence.ts';
import { addEvidence, takeEvidenceAway } from '$lib/change/keep-evidence.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('open-decisions', async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  await findDecision(db, params.authority, params.id);
  return {
    evidence: await findEvidence(db, params.authority, params.id, 'the-desk'),
    back: `/${params.authority}/desk/decisions/${params.id}`,
  };
});

export const actions = {
  default: asStaff('open-decisions', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { settings } = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const back = `/${params.authority}/desk/decisions/${params.id}`;
    const on = [services, person.personId, params.authority, params.id] as const;
    if (typed.gone) {
      await takeEvidenceAway(...on, typed.gone);
      redirect(303, back);
    }
    const parsed = parseEvidence(typed, settings.languages, toDay(services.clock()));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await addEvidence(...on, parsed.evidence);
    redirect(303, back);
  }),
};
