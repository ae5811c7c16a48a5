import { redirect } from '@sveltejs/kit';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { releasePoint } from '$lib/moderation/release.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextDraftAddress } from '../../next-draft.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('release-points', async ({ params, locals }: PageServerLoadEvent) => {
  const { text, version, warnings } = await findPoint(locals.services.db, params.authority, params.id);
  return { back: `/${params.authority}/desk/points/${params.id}`, text, version, warnings };
});

export const actions = {
  default: asStaff('release-points', async ({ params, locals, request }: RequestEvent, person) => {
    const { db } = locals.services;
    const version = wholeNumber((await readForm(request)).version);
    const point = await findPoint(db, params.authority, params.id);
    await releasePoint(locals.services, person.personId, params.authority, params.id, version);
    redirect(303, await nextDraftAddress(db, person, point));
  }),
};
