import { fail, redirect } from '@sveltejs/kit';
import { toDay } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { addSeries } from '$lib/reviews/add-series.server.ts';
import { parseNewSeries } from '$lib/reviews/new-series.ts';
import { findRunning, findSameReference } from '$lib/reviews/series.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import { findPeopleForReviews } from '../people-for-reviews.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', ({ params, locals }: PageServerLoadEvent) =>
  findPeopleForReviews(locals.services.db, params.authority),
);

const TAKEN = 'Reviews of this kind run under this reference already.';

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const { db, clock } = locals.services;
    const typed = await readForm(request);
    const people = await findPeopleForReviews(db, params.authority);
    const ids = (some: { personId: string }[]) => some.map(({ personId }) => personId);
    const known = { officers: ids(people.officers), workers: ids(people.workers) };
    const parsed = parseNewSeries(typed, known, toDay(clock()));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults, account: null });
    const { series } = parsed;
    const running = await findRunning(db, params.authority, series.reference, series.kind);
    if (running) {
      const holder = people.officers.find(({ personId }) => personId === running.officerId)?.displayName;
      const where =
        running.officerId === person.personId
          ? 'They are in your own list.'
          : `They are with ${holder ?? 'somebody who is not active'}. Ask them or an administrator to hand them on.`;
      return fail(400, { typed, faults: { reference: `${TAKEN} ${where}` }, account: null });
    }
    const account = await findSameReference(db, params.authority, series.workerId, series.reference);
    // Never joined silently: the officer is asked, and what they said counts for this account alone.
    if (account && typed.asked !== account) return fail(400, { typed, faults: {}, account });
    const youngPersonId = typed.signsIn === 'yes' ? account : null;
    try {
      const { reviewId } = await addSeries(locals.services, person, { ...series, youngPersonId });
      return redirect(303, `/${params.authority}/desk/reviews/${reviewId}`);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code !== 'moved-on') throw refusal;
      return fail(400, { typed, faults: { reference: TAKEN }, account: null });
    }
  }),
};
