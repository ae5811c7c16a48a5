import { fail, redirect } from '@sveltejs/kit';
import { findDecisionOfPoint } from '$lib/change/decision.queries.server.ts';
import { findAlike } from '$lib/moderation/find-alike.server.ts';
import { addToDraft } from '$lib/moderation/group.server.ts';
import { joinReleasedPoint } from '$lib/moderation/join-released.server.ts';
import { openForModeration } from '$lib/moderation/moderate.server.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { groupedMessages } from '../drafted.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { services } = locals;
  const thread = await openForModeration(services, person.personId, params.authority, params.id);
  const found = await findAlike(services, person.personId, params.authority, thread);
  const asked = url.searchParams.get('point');
  const chosen = asked ? await findPoint(services.db, params.authority, asked) : null;
  const listed = found.points.filter(({ pointId }) => pointId !== chosen?.pointId);
  const points = [...(chosen ? [chosen] : []), ...listed].map(({ pointId, text, warnings, state }) => ({
    pointId,
    text,
    warnings,
    state,
  }));
  return {
    back: `/${params.authority}/desk/moderation/${params.id}`,
    waits: thread.message.stage === 'awaiting-moderation',
    points,
    chosen: chosen?.pointId ?? '',
    veryAlike: found.veryAlike,
  };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { db } = services;
    const typed = await readForm(request);
    if (!typed.point) return fail(400, { fault: 'Choose the point that says the same.' });
    const { pointId, state } = await findPoint(db, params.authority, typed.point);
    const messageIds = await groupedMessages(services, person, params.id, typed);
    const where = [services, person.personId, params.authority, pointId, messageIds] as const;
    if (state === 'released')
      await joinReleasedPoint(...where, async () => {
        const decision = await findDecisionOfPoint(db, params.authority, pointId);
        return decision && { decisionId: decision.decisionId, answered: decision.state !== 'open' };
      });
    else await addToDraft(...where);
    redirect(303, `/${params.authority}/desk/moderation`);
  }),
};
