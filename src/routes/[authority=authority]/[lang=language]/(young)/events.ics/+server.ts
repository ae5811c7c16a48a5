import { findAuthorityInWords } from '$lib/authorities/vocabulary.server.ts';
import { translator } from '$lib/i18n/translator.ts';
import { eventsCalendar } from '$lib/offer/events-calendar.server.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** The events that have a date, for a calendar to subscribe to. */
export const GET = asAnyone(async ({ params, locals, url }: RequestEvent) => {
  const { db } = locals.services;
  const { authority, vocabulary } = await findAuthorityInWords(db, params.authority, locals.lang);
  if (!authority.settings.languages.some((lang) => lang === params.lang)) throw new Refusal('not-found');
  const base = `${url.origin}/${params.authority}/${params.lang}`;
  const text = eventsCalendar(await findServices(db, params.authority, locals.lang), {
    authorityId: authority.authorityId,
    name: `${translator(locals.lang)('events.title')} · ${vocabulary.name}`,
    urlOf: (id) => `${base}/services/${id}`,
  });
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
});
