import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { ruleOn } from '$lib/offer/entitlement.ts';
import { toDay } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';
import { servedBy } from './served-by.server.ts';

export const load = asAnyone(async (event: PageServerLoadEvent) => {
  const { params, locals } = event;
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const entitlement = offer.find(({ facts }) => facts.id === params.slug);
  if (!entitlement) throw new Refusal('not-found');
  const today = toDay(locals.services.clock());
  const rule = ruleOn(entitlement.facts, today);
  return { entitlement, today, rule, ...(await servedBy(event, entitlement)) };
});
