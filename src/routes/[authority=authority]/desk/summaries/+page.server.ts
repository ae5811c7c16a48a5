import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { endedPeriods, parsePeriod, periodName } from '$lib/platform/period.ts';
import { makeSummary } from '$lib/summaries/summarise.server.ts';
import { findSummaries } from '$lib/summaries/summary.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import { readForm } from '../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const QUARTERS_OFFERED = 4;

const nameOf = (id: string) => {
  const period = parsePeriod(id);
  return period ? periodName(period) : id;
};

export const load = asStaff('read-summaries', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const summaries = await findSummaries(db, params.authority);
  const made = new Set(summaries.map(({ period }) => period));
  const offered = endedPeriods(clock(), QUARTERS_OFFERED).filter(({ id }) => !made.has(id));
  return {
    summaries: summaries.map(({ summaryId, period, signedOffAt }) => ({
      summaryId,
      name: nameOf(period),
      signedOff: signedOffAt !== null,
    })),
    offered: may(person.roles, 'make-summaries')
      ? offered.map((period) => ({ id: period.id, name: periodName(period) }))
      : [],
  };
});

export const actions = {
  default: asStaff('make-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const authority = await authorityOf(services.db, params.authority);
    const { period: wanted = '' } = await readForm(request);
    const period = endedPeriods(services.clock(), QUARTERS_OFFERED).find(({ id }) => id === wanted);
    if (!period) return fail(400, { fault: 'Choose one of the quarters that have ended.' });
    const summaryId = await makeSummary(services, person.personId, authority, period);
    redirect(303, `/${params.authority}/desk/summaries/${summaryId}`);
  }),
};
