import { openForScreening } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) =>
  openForScreening(locals.services, person.personId, params.authority, params.id),
);
