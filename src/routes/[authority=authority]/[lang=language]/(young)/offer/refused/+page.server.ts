import { formatDay } from '$lib/i18n/dates.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const has = (id: string) => offer.find(({ facts }) => facts.id === id);
  const complaint = has('make-a-complaint');
  return {
    hasAdvocate: has('advocate') !== undefined,
    complaint: complaint && {
      law: complaint.facts.law,
      checked: formatDay(locals.lang, complaint.facts.checkedOn),
    },
  };
});
