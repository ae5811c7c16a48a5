import { findScreened } from '$lib/screening/screened.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals, url }: PageServerLoadEvent, person) =>
  findScreened(locals.services.db, params.authority, person.personId, url.searchParams.get('before')),
);
