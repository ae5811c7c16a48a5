import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import type { Breakdown } from '$lib/authorities/breakdowns.ts';
import { toDay } from '$lib/platform/clock.ts';
import { breakdownNames, valueName } from '$lib/summaries/breakdown-names.ts';
import { findPopulations } from '$lib/summaries/population.queries.server.ts';
import { groupsOf, parsePopulations } from '$lib/summaries/populations.ts';
import { savePopulations } from '$lib/summaries/save-populations.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('make-summaries', async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  const kept = await findPopulations(db, params.authority);
  return {
    groups: groupsOf(settings.languages, settings.reports.ruledOut).map(({ breakdown, values }) => {
      const own = kept.get(breakdown) ?? [];
      return {
        breakdown,
        name: breakdownNames[breakdown],
        values: values.map((value) => ({
          value,
          name: valueName(breakdown, value),
          count: own.find((one) => one.value === value)?.youngPeople,
        })),
        countedOn: own[0]?.countedOn ?? '',
        source: own[0]?.source ?? '',
      };
    }),
    ruledOut: settings.reports.ruledOut.map((one: Breakdown) => breakdownNames[one].toLowerCase()),
    inDocuments: settings.reports.lookedAfter.map(({ who, count, on, source }) => ({
      who,
      count,
      on,
      source: settings.sources[source]?.title ?? source,
    })),
  };
});

export const actions = {
  default: asStaff('make-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { settings } = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const groups = groupsOf(settings.languages, settings.reports.ruledOut);
    const parsed = parsePopulations(typed, groups, toDay(services.clock()));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await savePopulations(services, person.personId, params.authority, parsed.breakdown, parsed.populations);
    redirect(303, `/${params.authority}/desk/summaries/young-people?saved=${parsed.breakdown}`);
  }),
};
