import { readAfter, showAfter } from '$lib/change/after.ts';
import { findPublishedPage, PUBLIC_PAGE } from '$lib/change/decision.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';
import { shownDecision } from './shown-decision.server.ts';

export const load = asAnyone(async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const from = readAfter(url.searchParams.get('before'));
  const { decisions, after } = await findPublishedPage(db, params.authority, from, PUBLIC_PAGE);
  return {
    decisions: await Promise.all(
      decisions.map((one) => shownDecision(db, params.authority, one, locals.lang)),
    ),
    older: after && showAfter(after),
  };
});
