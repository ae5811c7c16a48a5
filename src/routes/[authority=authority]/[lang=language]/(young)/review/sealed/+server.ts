import { json } from '@sveltejs/kit';
import { takeViews } from '../../../../../../intake-views.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Where phones send the views they sealed. In service our own server answers first, and counts their bytes (server.ts). */
export const POST = asAnyone(
  async ({ params, locals, request, platform, getClientAddress }: RequestEvent) => {
    if (request.headers.get('content-type') !== 'application/json')
      return json({ fault: 'wrong-type' }, { status: 415 });
    const { status, body, retryAfter } = await takeViews(locals.services, {
      authorityId: params.authority,
      lang: params.lang,
      read: async () => Buffer.from(await request.arrayBuffer()),
      request: platform?.req ?? { headers: {}, socket: { remoteAddress: getClientAddress() } },
    });
    return json(body, { status, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} });
  },
);
