import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { needs, ruleOn } from '$lib/offer/entitlement.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const today = toDay(locals.services.clock());
  const shown = offer.map((entitlement) => ({
    ...entitlement,
    amount: ruleOn(entitlement.facts, today)?.amount ?? null,
  }));
  return {
    today,
    needs: needs.map((need) => ({ need, entitlements: shown.filter(({ facts }) => facts.need === need) })),
  };
});
