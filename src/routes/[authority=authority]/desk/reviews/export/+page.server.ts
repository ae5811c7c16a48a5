import { toDay } from '$lib/platform/clock.ts';
import { findHeldBy } from '$lib/reviews/coded-reviews.queries.server.ts';
import { parseSpan } from '$lib/reviews/coded-reviews.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ locals, url }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const typed = Object.fromEntries(url.searchParams);
  const parsed = parseSpan(typed, toDay(clock()));
  if ('faults' in parsed) return { typed, faults: parsed.faults, span: null, ready: 0, missing: [] };
  const held = await findHeldBy(db, person.authorityId, person.personId, parsed.span);
  return {
    typed: { ...parsed.span },
    faults: {},
    span: parsed.span,
    ready: held.filter(({ code }) => code !== null).length,
    missing: held.filter(({ code }) => code === null),
  };
});
