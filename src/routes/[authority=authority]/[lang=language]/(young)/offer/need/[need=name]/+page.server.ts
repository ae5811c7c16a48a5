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
  // Of 21 things, seven three times: not ten, ten and one.
  const count = Math.ceil(shown.length / SHOW_AT_MOST);
  const size = Math.ceil(shown.length / Math.max(1, count));
  const parts = Array.from({ length: count }, (_, part) => {
    const things = shown.slice(part * size, (part + 1) * size);
    return { from: part * size + 1, to: part * size + things.length, things };
  });
  return { need, parts, today };
});
