import { findPublished } from '$lib/change/decision.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';
import { shownDecision } from './shown-decision.server.ts';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const published = await findPublished(db, params.authority);
  return {
    decisions: await Promise.all(
      published.map((one) => shownDecision(db, params.authority, one, locals.lang)),
    ),
  };
});
