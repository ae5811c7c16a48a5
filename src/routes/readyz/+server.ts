import { json, type RequestEvent } from '@sveltejs/kit';
import { readiness } from '../../readiness.server.ts';
import { asAnyone } from '../guard.server.ts';
import { isOperator } from '../operator.server.ts';

/** Whether to send people here. Which check failed is for the operator alone. */
export const GET = asAnyone(async (event: RequestEvent) => {
  const { ready, checks } = await readiness(event.locals.services);
  const body = { status: ready ? 'ready' : 'not ready', ...(isOperator(event) ? { checks } : {}) };
  return json(body, { status: ready ? 200 : 503, headers: ready ? {} : { 'retry-after': '5' } });
});
