import { fail, redirect } from '@sveltejs/kit';
import type { Person } from '$lib/identity/person.ts';
import { findYoungRow } from '$lib/identity/young-people.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { assignReview, mayAssign } from '$lib/reviews/assign-review.server.ts';
import { findReview, findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { findEndedOn, findSameReference } from '$lib/reviews/series.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { findPeopleForReviews } from '../../people-for-reviews.server.ts';
import { kindNames } from '../../review-words.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** The series of a review, for whoever may say who holds it. @throws Refusal `not-found` */
async function findSeriesToAssign(db: Db, person: Person, reviewId: string) {
  const review = await findReview(db, person.authorityId, reviewId);
  const series = await findSeries(db, person.authorityId, review.seriesId);
  if (!mayAssign(person, series)) throw new Refusal('not-found');
  return { review, series };
}

/** Their account here: the one that is joined, else one of this worker's with the same reference. */
async function findAccount(
  db: Db,
  authorityId: string,
  workerId: string,
  joined: string | null,
  reference: string,
) {
  if (joined && (await findYoungRow(db, authorityId, joined))) return joined;
  return findSameReference(db, authorityId, workerId, reference);
}

export const load = asStaff('assign-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const { review, series } = await findSeriesToAssign(db, person, params.id);
  const { reference, workerId, youngPersonId } = series;
  const account = await findAccount(db, params.authority, workerId ?? '', youngPersonId, reference);
  const isTheirs = series.officerId === person.personId;
  return {
    ...(await findPeopleForReviews(db, params.authority)),
    series: {
      reference,
      kindName: kindNames[series.kind],
      officerId: series.officerId ?? '',
      workerId: workerId ?? '',
    },
    version: series.version,
    dueOn: review.dueOn,
    plannedOn: review.plannedOn,
    heldOn: review.heldOn,
    account,
    signsIn: account !== null && account === youngPersonId,
    hasEnded: (await findEndedOn(db, params.authority, series.seriesId)) !== null,
    isTheirs,
    back: isTheirs
      ? `/${params.authority}/desk/reviews/${params.id}`
      : `/${params.authority}/desk/reviews/who`,
  };
});

export const actions = {
  default: asStaff('assign-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { series } = await findSeriesToAssign(services.db, person, params.id);
    const typed = await readForm(request);
    const { officers, workers } = await findPeopleForReviews(services.db, params.authority);
    const { officerId = '', workerId = '' } = typed;
    const faults: Record<string, string> = {};
    const isOne = (people: typeof officers, id: string) => people.some(({ personId }) => personId === id);
    if (!isOne(officers, officerId)) faults.officerId = 'Choose the IRO.';
    if (!isOne(workers, workerId)) faults.workerId = 'Choose their worker.';
    if (Object.keys(faults).length > 0) return fail(400, { typed, faults });
    const joined = series.youngPersonId;
    const young = typed.signsIn === 'yes' ? typed.account : null;
    await assignReview(services, person, series.seriesId, wholeNumber(typed.version), {
      ...(officerId === series.officerId ? {} : { officerId }),
      ...(workerId === series.workerId ? {} : { workerId }),
      // Only what the form showed is changed: no account there, nothing said of one.
      ...(typed.account && young !== joined ? { youngPersonId: young } : {}),
    });
    const stays = officerId === person.personId;
    const home = person.roles.includes('administrator') && !stays ? 'reviews/who' : 'reviews';
    return redirect(303, `/${params.authority}/desk/${stays ? `reviews/${params.id}` : home}`);
  }),
};
