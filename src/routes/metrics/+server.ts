import type { RequestEvent } from '@sveltejs/kit';
import { Refusal } from '$lib/platform/refusal.ts';
import { metricsText } from '../../front/metrics.server.ts';
import { asAnyone } from '../guard.server.ts';
import { isOperator } from '../operator.server.ts';

/** Counts for the operator's monitoring: no words, no names, no addresses. Not found for anybody else. */
export const GET = asAnyone(async (event: RequestEvent) => {
  if (!isOperator(event)) throw new Refusal('not-found');
  const { type, text } = await metricsText();
  return new Response(text, { headers: { 'content-type': type } });
});
