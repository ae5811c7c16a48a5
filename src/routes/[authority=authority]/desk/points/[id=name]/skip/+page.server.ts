import { redirect } from '@sveltejs/kit';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { skipDraft } from '$lib/moderation/skip.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { nextDraftAddress } from '../../next-draft.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('release-points', async ({ params, locals }: PageServerLoadEvent) => {
  await findPoint(locals.services.db, params.authority, params.id);
  return { back: `/${params.authority}/desk/points/${params.id}` };
});

export const actions = {
  default: asStaff('release-points', async ({ params, locals }: RequestEvent, person) => {
    const { db } = locals.services;
    const point = await findPoint(db, params.authority, params.id);
    await skipDraft(locals.services, person.personId, params.authority, params.id);
    redirect(303, await nextDraftAddress(db, person, point));
  }),
};
