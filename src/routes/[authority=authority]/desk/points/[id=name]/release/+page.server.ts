import { redirect } from '@sveltejs/kit';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { releasePoint } from '$lib/moderation/release.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('release-points', async ({ params, locals }: PageServerLoadEvent) => {
  const { text, version } = await findPoint(locals.services.db, params.authority, params.id);
  return { back: `/${params.authority}/desk/points/${params.id}`, text, version };
});

export const actions = {
  default: asStaff('release-points', async ({ params, locals, request }: RequestEvent, person) => {
    const { version } = await readForm(request);
    await releasePoint(locals.services, person.personId, params.authority, params.id, wholeNumber(version));
    redirect(303, `/${params.authority}/desk/points`);
  }),
};
