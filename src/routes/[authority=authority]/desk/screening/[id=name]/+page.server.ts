import { findNames } from '$lib/identity/people.queries.server.ts';
import { hoursLate } from '$lib/screening/hold.ts';
import { openForScreening } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { findStaffNamed } from '$lib/screening/about-staff.server.ts';
import { translatedFor } from '../../moderation/[id=name]/translated.server.ts';
import { whoElseReads } from '../../queue-page.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const opened = await openForScreening(locals.services, person.personId, params.authority, params.id);
  const staff = await findStaffNamed(locals.services, person.personId, params.authority, params.id);
  const names = await findNames(db, params.authority);
  const now = clock();
  return {
    ...opened,
    alsoReads: await whoElseReads(locals.services, person, params.id),
    /** Whether it may be about somebody who works here: then that is asked before it is passed on. */
    namesStaff: staff.some(({ found, noted }) => found !== null || noted),
    translated: await translatedFor(locals, params.authority, opened.thread),
    asks: opened.asks.map((ask) => ({ ...ask, askedBy: names.get(ask.askedBy) ?? '' })),
    holds: opened.holds.map((hold) => ({
      ...hold,
      minutesLeft: Math.round((Date.parse(hold.dueAt) - now.getTime()) / 60_000),
      late: hold.open && hoursLate(hold, now) > 0,
    })),
  };
});
