import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { needs } from '$lib/offer/entitlement.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { cutTyped } from '$lib/offer/search.ts';
import { searchOf } from '$lib/offer/search.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const count = (need: string) => offer.filter(({ facts }) => facts.need === need).length;
  return { needs: needs.map((need) => ({ need, count: count(need) })).filter((one) => one.count > 0) };
});

export const actions = {
  /** Without JavaScript the server looks. Posted, so that the words are in no address, history or log. */
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { q: typed = '' } = await readForm(request);
    if (typed.trim() === '') return null;
    const search = await searchOf(locals.services.db, params.authority, locals.lang);
    const kept = cutTyped(typed);
    return {
      typed: kept,
      cut: kept !== typed,
      danger: soundsLikeDanger(kept),
      found: search.find(kept),
    };
  }),
};
