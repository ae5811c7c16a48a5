import { fail, redirect } from '@sveltejs/kit';
import { findHandOverFacts } from '$lib/reviews/hand-over-facts.server.ts';
import { lastDayHere, markHandedOver, readHandedOver } from '$lib/reviews/mark-handed-over.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const facts = await findHandOverFacts(locals.services.db, person, params.id);
  const { heldOn } = facts.review;
  return { facts, lastDay: heldOn && lastDayHere(heldOn) };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request, url }: RequestEvent, person) => {
    const typed = await readForm(request);
    const read = readHandedOver(typed);
    if ('faults' in read) return fail(400, { typed, faults: read.faults });
    await markHandedOver(locals.services, person, params.id, read.reference);
    redirect(303, url.pathname);
  }),
};
