import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { serviceJsonLd } from '$lib/offer/json-ld.ts';
import { comingEvents } from '$lib/offer/schedule.ts';
import { currentFirst } from '$lib/offer/service.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const services = await findServices(db, params.authority, locals.lang);
  const today = toDay(clock());
  const coming = comingEvents(services, today);
  const shown = new Set(coming.map(({ service }) => service.facts.id));
  const { name } = await authorityOf(db, params.authority);
  const base = `${url.origin}/${params.authority}/${params.lang}/services`;
  return {
    coming: coming.map((one) => {
      const page = { council: name, url: `${base}/${one.service.facts.id}`, today };
      return { ...one, jsonLd: serviceJsonLd(one.service, page) };
    }),
    others: currentFirst(services.filter(({ facts }) => facts.kind === 'event' && !shown.has(facts.id))),
  };
});
