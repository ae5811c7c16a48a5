import { fail, redirect } from '@sveltejs/kit';
import type { Person } from '$lib/identity/person.ts';
import { may } from '$lib/identity/roles.ts';
import { answerNotShared, proposeNotShared, type Actor } from '$lib/moderation/not-shared.server.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { findWithholding } from '$lib/moderation/release.queries.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { isNotSharedReason } from '$lib/voice/not-shared.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { nextDraftAddress } from '../../next-draft.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const actorOf = ({ personId, roles }: Person): Actor => ({
  personId,
  side: may(roles, 'release-points') ? 'council' : 'worker',
});

export const load = asStaff('see-drafts', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const point = await findPoint(db, params.authority, params.id);
  const { text, version, warnings, state } = point;
  const back = `/${params.authority}/desk/points/${params.id}`;
  const proposed = await findWithholding(db, params.authority, point);
  return { back, text, version, warnings, state, proposed, side: actorOf(person).side };
});

export const actions = {
  default: asStaff('see-drafts', async ({ params, locals, request }: RequestEvent, person) => {
    const { db } = locals.services;
    const typed = await readForm(request);
    const version = wholeNumber(typed.version);
    const point = await findPoint(db, params.authority, params.id);
    const where = [locals.services, actorOf(person), params.authority, params.id, version] as const;
    if (typed.answer === 'yes' || typed.answer === 'no')
      await answerNotShared(...where, typed.answer === 'yes');
    else if (isNotSharedReason(typed.reason)) await proposeNotShared(...where, typed.reason);
    else return fail(400, { typed, fault: 'Choose one of the reasons. There are no others.' });
    redirect(
      303,
      actorOf(person).side === 'council'
        ? await nextDraftAddress(db, person, point)
        : `/${params.authority}/desk/points`,
    );
  }),
};
