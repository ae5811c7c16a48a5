import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import type { Entitlement } from '$lib/offer/entitlement.ts';
import { entitlementJsonLd } from '$lib/offer/json-ld.ts';
import { currentFirst } from '$lib/offer/service.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import type { PageServerLoadEvent } from './$types';

/** The services that help with an entitlement, and its page as machines read it. */
export async function servedBy({ params, locals, url }: PageServerLoadEvent, entitlement: Entitlement) {
  const { db, clock } = locals.services;
  const services = await findServices(db, params.authority, locals.lang);
  const { name } = await authorityOf(db, params.authority);
  const helping = services.filter(({ facts }) => facts.entitlements.includes(entitlement.facts.id));
  const page = { council: name, url: url.origin + url.pathname, today: toDay(clock()) };
  return { servedBy: currentFirst(helping), jsonLd: entitlementJsonLd(entitlement, page) };
}
