import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { openDecision } from '$lib/change/open-decision.server.ts';
import { parseNewDecision } from '$lib/change/decision.ts';
import { findHolders } from '$lib/identity/people.queries.server.ts';
import { findPointsById } from '$lib/moderation/point.queries.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { idsIn } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const POINTS_MAX = 50;

export const load = asStaff('open-decisions', async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const asked = url.searchParams.getAll('point').filter((id) => /^[\w-]{1,80}$/.test(id));
  const points = await findPointsById(db, params.authority, asked.slice(0, POINTS_MAX));
  return {
    points: points
      .filter((point) => point.state === 'released')
      .map(({ pointId, text }) => ({ pointId, text })),
    owners: (await findHolders(db, params.authority, 'decision-owner')).map(({ personId, displayName }) => ({
      personId,
      displayName,
    })),
  };
});

export const actions = {
  default: asStaff('open-decisions', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const authority = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const owners = await findHolders(services.db, params.authority, 'decision-owner');
    const ownerIds = owners.map(({ personId }) => personId);
    const parsed = parseNewDecision(typed, ownerIds, authority.settings.languages, toDay(services.clock()));
    const pointIds = idsIn(typed.points);
    if (pointIds.length === 0)
      return fail(400, { typed, faults: { points: 'Go back and tick at least one point.' } });
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const decisionId = await openDecision(
      services,
      person.personId,
      params.authority,
      pointIds,
      parsed.decision,
    );
    await tellSenders(services, params.authority);
    redirect(303, `/${params.authority}/desk/decisions/${decisionId}`);
  }),
};
