import { comingEvents } from '$lib/offer/schedule.ts';
import { currentFirst } from '$lib/offer/service.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const services = await findServices(db, params.authority, locals.lang);
  const today = toDay(clock());
  const coming = comingEvents(services, today);
  const shown = new Set(coming.map(({ service }) => service.facts.id));
  return {
    today,
    coming,
    others: currentFirst(services.filter(({ facts }) => facts.kind === 'event' && !shown.has(facts.id))),
  };
});
