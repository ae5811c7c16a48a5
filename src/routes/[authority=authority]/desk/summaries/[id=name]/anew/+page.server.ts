import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { periodName } from '$lib/platform/period.ts';
import { breakdownNames } from '$lib/summaries/breakdown-names.ts';
import { makeSummary } from '$lib/summaries/make-summary.server.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';
import { pairsOffered, parseSplits, splitsOffered } from '$lib/summaries/wanted.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('make-summaries', async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const { version, state, period, body } = await findSummary(db, params.authority, params.id);
  const { ruledOut } = (await authorityOf(db, params.authority)).settings.reports;
  return {
    version,
    state,
    name: periodName(period),
    chosen: body.splits,
    splits: splitsOffered(ruledOut).map((id) => ({ id, name: breakdownNames[id] })),
    pairs: pairsOffered(ruledOut),
    ruledOut: ruledOut.map((id) => breakdownNames[id].toLowerCase()),
    back: `/${params.authority}/desk/summaries/${params.id}`,
  };
});

export const actions = {
  default: asStaff('make-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const authority = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const parsed = parseSplits(typed, authority.settings.reports.ruledOut);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const { period, template } = await findSummary(services.db, params.authority, params.id);
    const wanted = { period, template, splits: parsed.splits };
    await makeSummary(services, person.personId, authority, wanted, wholeNumber(typed.version));
    redirect(303, `/${params.authority}/desk/summaries/${params.id}`);
  }),
};
