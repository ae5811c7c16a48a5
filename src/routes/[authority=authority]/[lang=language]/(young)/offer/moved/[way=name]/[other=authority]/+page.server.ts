import { findAuthorityInWords } from '$lib/authorities/vocabulary.server.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { whoOwesWhat } from '$lib/offer/moved.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { authority: here, way, other } = params;
  if ((way !== 'from' && way !== 'to') || other === here) throw new Refusal('not-found');
  const [cared, lives] = way === 'to' ? [here, other] : [other, here];
  const sideOf = async (authorityId: string) => {
    const { authority, vocabulary } = await findAuthorityInWords(
      locals.services.db,
      authorityId,
      locals.lang,
    );
    // A council that does not offer this language is shown in English.
    const lang = authority.settings.languages.includes(locals.lang) ? locals.lang : 'en';
    return { base: `/${authorityId}/${lang}`, name: vocabulary.name };
  };
  const [from, to] = [await sideOf(cared), await sideOf(lives)];
  const offerOf = (authorityId: string) => findOffer(locals.services.db, authorityId, locals.lang);
  return { from, to, moved: whoOwesWhat(await offerOf(cared), await offerOf(lives)) };
});
