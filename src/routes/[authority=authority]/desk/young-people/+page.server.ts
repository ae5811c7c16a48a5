import { fail } from '@sveltejs/kit';
import { formatDay } from '$lib/i18n/dates.ts';
import { referenceFault } from '$lib/identity/nickname.ts';
import { inviteYoungPerson } from '$lib/identity/young-invitations.server.ts';
import { findNamedFor } from '$lib/identity/young-people.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../guard.server.ts';
import { readForm } from '../../../read-form.server.ts';
import { sheetOf } from './sheet.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const dayOf = (instant: string | null) => instant && formatDay('en', toDay(new Date(instant)));

export const load = asStaff(
  'invite-young-people',
  async ({ params, locals }: PageServerLoadEvent, worker) => ({
    youngPeople: (await findNamedFor(locals.services.db, params.authority, worker.personId)).map((one) => ({
      personId: one.personId,
      reference: one.reference,
      isActive: one.hasSignIn,
      madeOn: dayOf(one.createdAt),
      resetOn: dayOf(one.resetAt),
    })),
  }),
);

export const actions = {
  default: asStaff('invite-young-people', async (event: RequestEvent, worker) => {
    const typed = await readForm(event.request);
    const reference = (typed.reference ?? '').trim();
    const fault = referenceFault(reference);
    if (fault) return fail(400, { typed, fault });
    try {
      const { code } = await inviteYoungPerson(event.locals.services, worker, reference);
      return { reference, sheet: sheetOf(event, code) };
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code !== 'moved-on') throw refusal;
      return fail(400, { typed, fault: 'You have an account with this reference already.' });
    }
  }),
};
