import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { changeStanding } from '$lib/promise/change-standing.server.ts';
import { findOwnerRoles, findPromise } from '$lib/promise/promise.queries.server.ts';
import { findStandingHistory } from '$lib/promise/standing.queries.server.ts';
import { isLate, parseStanding } from '$lib/promise/standing.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('change-standing', async ({ params, locals }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const commitments = (await findPromise(db, authority, 'en')).flatMap((theme) => theme.commitments);
  const commitment = commitments.find(({ commitmentId }) => commitmentId === params.commitment);
  if (!commitment) throw new Refusal('not-found');
  const names = await findNames(db, params.authority);
  const history = await findStandingHistory(db, params.authority, params.commitment);
  const today = toDay(clock());
  return {
    commitment: { commitmentId: commitment.commitmentId, title: commitment.title, ref: commitment.ref },
    ownerRole: (await findOwnerRoles(db, params.authority)).get(params.commitment) ?? '',
    history: history.map((standing, place) => ({
      ...standing,
      by: names.get(standing.changedBy) ?? '',
      late: place === 0 && isLate(standing, today),
    })),
  };
});

export const actions = {
  default: asStaff('change-standing', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const { settings } = await authorityOf(services.db, params.authority);
    const names = [...(await findNames(services.db, params.authority)).values()];
    const [newest] = await findStandingHistory(services.db, params.authority, params.commitment);
    const typed = await readForm(request);
    const known = { names, dueOn: newest?.dueOn ?? null };
    const parsed = parseStanding(typed, settings.languages, toDay(services.clock()), known);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults, overtaken: false });
    const overtaken = await changeStanding(
      services,
      person.personId,
      params.authority,
      params.commitment,
      wholeNumber(typed.number),
      parsed.standing,
    );
    // The page shows what the other one said above what was typed here, and its form is made from the newest.
    if (overtaken) return fail(409, { typed, faults: {}, overtaken: true });
    redirect(303, `/${params.authority}/desk/standings/${params.commitment}`);
  }),
};
