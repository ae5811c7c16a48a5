import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { serviceJsonLd } from '$lib/offer/json-ld.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const services = await findServices(db, params.authority, locals.lang);
  const service = services.find(({ facts }) => facts.id === params.slug);
  if (!service) throw new Refusal('not-found');
  const { name } = await authorityOf(db, params.authority);
  const offer = await findOffer(db, params.authority, locals.lang);
  const today = toDay(clock());
  return {
    service,
    today,
    entitlements: offer
      .filter(({ facts }) => service.facts.entitlements.includes(facts.id))
      .map(({ facts, title, textLang }) => ({ id: facts.id, title, textLang })),
    jsonLd: serviceJsonLd(service, { council: name, url: url.origin + url.pathname, today }),
  };
});
