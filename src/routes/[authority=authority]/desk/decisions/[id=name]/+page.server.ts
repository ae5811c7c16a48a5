import { findShownRates, countCheckBacks } from '$lib/change/check-back.queries.server.ts';
import { askingOf } from '$lib/change/asking.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { isLate, isLookedAtAgain } from '$lib/change/decision.ts';
import { findEvidence } from '$lib/change/evidence.queries.server.ts';
import { findDelays } from '$lib/change/move-due-day.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { findPointsById } from '$lib/moderation/point.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asStaff } from '../../../../guard.server.ts';
import { mayAnswer } from '../may-answer.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('read-points', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const decision = await findDecision(db, params.authority, params.id);
  const counts = await countCheckBacks(db, params.authority, decision, askingOf(decision));
  const points = await findPointsById(db, params.authority, decision.pointIds);
  const names = await findNames(db, params.authority);
  const mayOpen = may(person.roles, 'open-decisions');
  return {
    decision,
    owner: names.get(decision.ownerId) ?? '',
    late: isLate(decision, toDay(clock())),
    again: isLookedAtAgain(decision),
    points: points.map(({ pointId, text }) => ({ pointId, text })),
    delays: await findDelays(db, params.authority, params.id),
    evidence: await findEvidence(db, params.authority, params.id, 'the-desk'),
    rates: await findShownRates(db, params.authority, decision),
    /** Whether anybody says it is not right: enough for who may act on it, and no count that could point at one child. */
    notRight: mayOpen && counts.no > 0,
    anyAnswer: mayOpen && counts.yes + counts.partly + counts.no > 0,
    mayPublish: mayAnswer(person, decision),
    mayReopen: mayOpen && decision.state !== 'open',
    mayChange: mayOpen && decision.state === 'open',
    mayShow: mayOpen,
  };
});
