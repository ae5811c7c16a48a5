import { needs, ruleOn } from '$lib/offer/entitlement.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { SHOW_AT_MOST } from '$lib/offer/search.ts';
import { toDay } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const need = needs.find((one) => one === params.need);
  if (!need) throw new Refusal('not-found');
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const today = toDay(locals.services.clock());
  const shown = offer
    .filter(({ facts }) => facts.need === need)
    .map((entitlement) => ({ ...entitlement, amount: ruleOn(entitlement.facts, today)?.amount ?? null }));
  const parts = Array.from({ length: Math.ceil(shown.length / SHOW_AT_MOST) }, (_, part) =>
    shown.slice(part * SHOW_AT_MOST, (part + 1) * SHOW_AT_MOST),
  );
  return { need, parts };
});
