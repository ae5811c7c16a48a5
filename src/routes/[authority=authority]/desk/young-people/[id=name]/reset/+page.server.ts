import { resetYoungPerson } from '$lib/identity/young-invitations.server.ts';
import { findOneNamedFor } from '$lib/identity/young-people.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { sheetOf } from '../../sheet.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff(
  'invite-young-people',
  async ({ params, locals }: PageServerLoadEvent, { personId }) => {
    const one = await findOneNamedFor(locals.services.db, params.authority, personId, params.id);
    return {
      reference: one.reference,
      isActive: one.hasSignIn,
      back: `/${params.authority}/desk/young-people`,
    };
  },
);

export const actions = {
  default: asStaff('invite-young-people', async (event: RequestEvent, worker) => ({
    sheet: sheetOf(event, await resetYoungPerson(event.locals.services, worker, event.params.id)),
  })),
};
