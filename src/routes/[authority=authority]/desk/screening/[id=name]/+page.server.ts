import { openForScreening } from '$lib/screening/screening.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { whoElseReads } from '../../queue-page.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const opened = await openForScreening(locals.services, person.personId, params.authority, params.id);
  return { ...opened, alsoReads: await whoElseReads(locals.services, person, params.id) };
});
