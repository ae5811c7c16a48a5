import { noteLooked } from '$lib/notices/notices.queries.server.ts';
import { asYoung } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asYoung(async ({ locals }: PageServerLoadEvent, { authorityId, personId, nickname }) => {
  // Whoever looks for themselves needs no notice of what they see here.
  await noteLooked(locals.services.db, authorityId, personId, locals.services.clock());
  return { nickname };
});
