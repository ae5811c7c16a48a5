import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { openDecision } from '$lib/change/open-decision.server.ts';
import { parseNewDecision } from '$lib/change/decision.ts';
import { findOwnerRoles } from '$lib/change/decision.queries.server.ts';
import { findHolders, findNames } from '$lib/identity/people.queries.server.ts';
import { findPointsById } from '$lib/moderation/point.queries.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import type { Db } from '$lib/platform/database.ts';
import { idsIn } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const POINTS_MAX = 50;

/** Who may own a decision: whoever may answer one. */
async function findOwners(db: Db, authorityId: string) {
  const owners = await findHolders(db, authorityId, 'decision-owner');
  const leads = await findHolders(db, authorityId, 'service-lead');
  return [...owners, ...leads.filter(({ personId }) => !owners.some((one) => one.personId === personId))];
}

export const load = asStaff('open-decisions', async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const asked = url.searchParams.getAll('point').filter((id) => /^[\w-]{1,80}$/.test(id));
  const points = await findPointsById(db, params.authority, asked.slice(0, POINTS_MAX));
  return {
    points: points
      .filter((point) => point.state === 'released')
      .map(({ pointId, text }) => ({ pointId, text })),
    owners: (await findOwners(db, params.authority)).map(({ personId, displayName }) => ({
      personId,
      displayName,
    })),
    ownerRoles: await findOwnerRoles(db, params.authority),
  };
});

export const actions = {
  default: asStaff('open-decisions', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const authority = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const known = {
      owners: (await findOwners(services.db, params.authority)).map(({ personId }) => personId),
      names: [...(await findNames(services.db, params.authority)).values()],
    };
    const parsed = parseNewDecision(typed, known, authority.settings.languages, toDay(services.clock()));
    const pointIds = idsIn(typed.points);
    const ofPoints =
      pointIds.length === 0
        ? 'Go back and tick at least one point.'
        : pointIds.length > POINTS_MAX
          ? `Open it about at most ${POINTS_MAX} points; you can add others afterwards.`
          : null;
    const faults = {
      ...('faults' in parsed ? parsed.faults : {}),
      ...(ofPoints ? { points: ofPoints } : {}),
    };
    if ('faults' in parsed || ofPoints) return fail(400, { typed, faults });
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
