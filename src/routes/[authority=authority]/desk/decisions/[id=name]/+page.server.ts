import { publicRate } from '$lib/change/check-back-rate.ts';
import { countCheckBacks, findDecision } from '$lib/change/decision.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { findPointsById } from '$lib/moderation/point.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('open-decisions', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const decision = await findDecision(db, params.authority, params.id);
  const counts = await countCheckBacks(db, params.authority, decision);
  const points = await findPointsById(db, params.authority, decision.pointIds);
  const names = await findNames(db, params.authority);
  return {
    decision,
    owner: names.get(decision.ownerId) ?? '',
    points: points.map(({ pointId, text }) => ({ pointId, text })),
    rate: publicRate(counts),
    /** Whether anybody says it is not right: enough to act on, and no count that could point at one child. */
    notRight: counts.no > 0,
    anyAnswer: counts.yes + counts.partly + counts.no > 0,
    mayPublish:
      may(person.roles, 'decide') && decision.ownerId === person.personId && decision.state === 'open',
    mayReopen: decision.state !== 'open',
  };
});
