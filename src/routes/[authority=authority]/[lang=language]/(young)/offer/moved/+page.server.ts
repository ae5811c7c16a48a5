import { findAuthorities } from '$lib/authorities/authorities.queries.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const all = await findAuthorities(locals.services.db);
  const others = all.filter(({ authorityId }) => authorityId !== params.authority);
  return { others: others.map(({ authorityId, name }) => ({ authorityId, name })) };
});
