import { fail, redirect } from '@sveltejs/kit';
import { readAfter, showAfter } from '$lib/change/after.ts';
import { addPoints, takePointOut } from '$lib/change/change-points.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { findUndecided } from '$lib/change/undecided.queries.server.ts';
import { findPointsById } from '$lib/moderation/point.queries.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { idsIn, wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { themeNames } from '../../../points/theme-names.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const POINTS_MAX = 50;

export const load = asStaff('open-decisions', async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const decision = await findDecision(db, params.authority, params.id);
  const behind = await findPointsById(db, params.authority, decision.pointIds);
  const themes = await themeNames(db, params.authority);
  const { points, after } = await findUndecided(
    db,
    params.authority,
    readAfter(url.searchParams.get('points')),
  );
  return {
    version: decision.version,
    open: decision.state === 'open',
    behind: behind.map(({ pointId, text }) => ({ pointId, text })),
    undecided: points.map((point) => ({ ...point, theme: themes.get(point.themeId) ?? '' })),
    after: after && showAfter(after),
    back: `/${params.authority}/desk/decisions/${params.id}`,
  };
});

export const actions = {
  default: asStaff('open-decisions', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const typed = await readForm(request);
    const version = wholeNumber(typed.version);
    const change = [services, person.personId, params.authority, params.id, version] as const;
    const added = idsIn(typed.point);
    if (typed.out) {
      const { pointIds } = await findDecision(services.db, params.authority, params.id);
      if (pointIds.length === 1 && pointIds[0] === typed.out)
        return fail(400, { fault: 'It is the last point. A decision is about one at least.' });
      await takePointOut(...change, typed.out);
    } else if (added.length === 0) return fail(400, { fault: 'Tick at least one point.' });
    else if (added.length > POINTS_MAX)
      return fail(400, { fault: `Add at most ${POINTS_MAX} points at once.` });
    else await addPoints(...change, added);
    await tellSenders(services, params.authority);
    redirect(303, `/${params.authority}/desk/decisions/${params.id}`);
  }),
};
