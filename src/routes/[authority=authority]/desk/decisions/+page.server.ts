import { findDecidedPointIds, findDecisions } from '$lib/change/decision.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { findPoints } from '$lib/moderation/point.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asStaff } from '../../../guard.server.ts';
import { themeNames } from '../points/theme-names.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('open-decisions', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const names = await findNames(db, params.authority);
  const themes = await themeNames(db, params.authority);
  const decided = await findDecidedPointIds(db, params.authority);
  const released = await findPoints(db, params.authority, 'released');
  const decisions = await findDecisions(db, params.authority);
  return {
    undecided: released
      .filter(({ pointId }) => !decided.has(pointId))
      .map(({ pointId, text, themeId }) => ({ pointId, text, theme: themes.get(themeId) ?? '' })),
    decisions: decisions.map((decision) => ({
      decisionId: decision.decisionId,
      said: decision.texts.en?.said ?? '',
      state: decision.state,
      dueOn: decision.dueOn,
      owner: names.get(decision.ownerId) ?? '',
      mine: decision.ownerId === person.personId,
      late: decision.state === 'open' && decision.dueOn < toDay(clock()),
      again: decision.round > 1,
    })),
  };
});
