import { fail, redirect } from '@sveltejs/kit';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { sendPointBack } from '$lib/moderation/release.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextDraftAddress } from '../../next-draft.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const REASON_MAX = 500;

export const load = asStaff('release-points', async ({ params, locals }: PageServerLoadEvent) => {
  const { text, version, warnings } = await findPoint(locals.services.db, params.authority, params.id);
  return { back: `/${params.authority}/desk/points/${params.id}`, text, version, warnings };
});

export const actions = {
  default: asStaff('release-points', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const reason = (typed.reason ?? '').trim();
    if (reason === '') return fail(400, { typed, fault: 'Say what should change.' });
    if (reason.length > REASON_MAX)
      return fail(400, { typed, fault: `Use at most ${REASON_MAX} characters.` });
    const version = wholeNumber(typed.version);
    const { db } = locals.services;
    const point = await findPoint(db, params.authority, params.id);
    await sendPointBack(locals.services, person.personId, params.authority, params.id, version, reason);
    redirect(303, await nextDraftAddress(db, person, point));
  }),
};
