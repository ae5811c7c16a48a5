import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { openForModeration } from '$lib/moderation/moderate.server.ts';
import { findAwaitingModeration, findPointOf } from '$lib/moderation/moderation.queries.server.ts';
import { parsePoint } from '$lib/moderation/point.ts';
import { draftPoint } from '$lib/moderation/release.server.ts';
import { idsIn } from '$lib/platform/forms.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { findCommitmentIds, findPromise } from '$lib/promise/promise.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import { reasonsIn } from './reasons.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const thread = await openForModeration(locals.services, person.personId, params.authority, params.id);
  const others = await findAwaitingModeration(db, params.authority);
  const offer = await findOffer(db, params.authority, 'en');
  const { entitlementId } = thread.message;
  return {
    thread,
    reasons: await reasonsIn(db, params.authority, thread),
    asksAbout: offer.find(({ facts }) => facts.id === entitlementId)?.title ?? entitlementId,
    pointId: await findPointOf(db, params.authority, params.id),
    themes: await findPromise(db, authority, 'en'),
    others: others.filter(({ messageId }) => messageId !== params.id),
  };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const { db } = locals.services;
    const typed = await readForm(request);
    const parsed = parsePoint(typed, await findCommitmentIds(db, params.authority));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    await draftPoint(
      locals.services,
      person.personId,
      params.authority,
      [params.id, ...idsIn(typed.also)],
      parsed.draft,
    );
    redirect(303, `/${params.authority}/desk/moderation`);
  }),
};
