import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findEntitlementIds } from '$lib/offer/offer.queries.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  return {
    ownAdvocate: settings.helpLines.find(({ kind }) => kind === 'advocate') ?? null,
    hasAdvocate: (await findEntitlementIds(db, params.authority)).includes('advocate'),
  };
});
