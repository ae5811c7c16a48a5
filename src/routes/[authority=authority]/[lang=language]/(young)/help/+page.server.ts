import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { settings } = await authorityOf(locals.services.db, params.authority);
  return { ownLines: settings.helpLines, reading: settings.reading ?? null };
});
