import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { openForModeration } from '$lib/moderation/moderate.server.ts';
import { findAlike } from '$lib/moderation/find-alike.server.ts';
import { findPointOf } from '$lib/moderation/moderation.queries.server.ts';
import { parsePoint } from '$lib/moderation/point.ts';
import { lookAgain } from '$lib/moderation/redaction/look-again.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { findCommitmentIds, findPromise } from '$lib/promise/promise.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import { reasonsIn } from './reasons.server.ts';
import { nextAddress, whoElseReads } from '../../queue-page.server.ts';
import { moderationRoom } from '../../queue-rooms.server.ts';
import { draftGrouped } from './drafted.server.ts';
import { findRedaction } from './redacted.server.ts';
import { filledIn, suggestedThemes } from './suggested.server.ts';
import { translatedFor } from './translated.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const thread = await openForModeration(locals.services, person.personId, params.authority, params.id);
  const offer = await findOffer(db, params.authority, 'en');
  const { entitlementId } = thread.message;
  const themes = await findPromise(db, authority, 'en');
  return {
    thread,
    reasons: await reasonsIn(db, params.authority, thread),
    alsoReads: await whoElseReads(locals.services, person, params.id),
    translated: await translatedFor(locals, params.authority, thread),
    redaction: await findRedaction(locals.services, params.authority, thread),
    asksAbout: offer.find(({ facts }) => facts.id === entitlementId)?.title ?? entitlementId,
    pointId: await findPointOf(db, params.authority, params.id),
    themes,
    suggested: await suggestedThemes(db, params.authority, thread, themes),
    alike: await findAlike(locals.services, person.personId, params.authority, thread),
  };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const { db } = locals.services;
    const typed = await readForm(request);
    if (typed.redact) return { typed, faults: {}, again: null };
    if (typed.fill) return { typed: filledIn(typed), faults: {}, again: null };
    const parsed = parsePoint(typed, await findCommitmentIds(db, params.authority));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults, again: null });
    const looked = lookAgain(typed);
    if (looked) return fail(400, { typed, ...looked });
    await draftGrouped(locals.services, person, params.id, typed, parsed.draft);
    const authority = await authorityOf(db, params.authority);
    redirect(303, await nextAddress(locals.services, authority, person, moderationRoom, params.id));
  }),
};
