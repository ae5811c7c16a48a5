import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { translator } from '$lib/i18n/translator.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { searchEntries } from '$lib/offer/search-words.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** What a phone looks through. Asked for when somebody begins to type: most visits never need it. */
export const GET = asAnyone(async ({ params, locals: { lang, services }, url }: RequestEvent) => {
  // Only as it is kept: making it anew for any query would be work for nothing.
  if (url.search !== '') throw new Refusal('not-found');
  const { settings } = await authorityOf(services.db, params.authority);
  if (!settings.languages.some((offered) => offered === params.lang)) throw new Refusal('not-found');
  const offer = await findOffer(services.db, params.authority, lang);
  return new Response(JSON.stringify(searchEntries(translator(lang), lang, offer)), {
    headers: { 'content-type': 'application/json' },
  });
});
