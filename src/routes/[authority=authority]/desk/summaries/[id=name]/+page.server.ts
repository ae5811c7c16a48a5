import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { parsePeriod, periodName } from '$lib/platform/period.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('read-summaries', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const summary = await findSummary(db, params.authority, params.id);
  const period = parsePeriod(summary.period);
  const names = await findNames(db, params.authority);
  const readsPoints = may(person.roles, 'read-points');
  const { body } = summary;
  return {
    summary: {
      ...summary,
      body: {
        ...body,
        themes: readsPoints ? body.themes : body.themes.map((theme) => ({ ...theme, points: [] })),
      },
    },
    name: period ? periodName(period) : summary.period,
    signedOffBy: summary.signedOffBy && (names.get(summary.signedOffBy) ?? ''),
    readsPoints,
    maySignOff: may(person.roles, 'sign-off-summaries') && summary.signedOffAt === null,
  };
});
