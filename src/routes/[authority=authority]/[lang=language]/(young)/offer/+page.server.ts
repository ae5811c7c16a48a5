import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { needs } from '$lib/offer/entitlement.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  return {
    needs: needs.map((need) => ({ need, entitlements: offer.filter(({ facts }) => facts.need === need) })),
  };
});
