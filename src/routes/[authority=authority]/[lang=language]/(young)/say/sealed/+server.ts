import { json } from '@sveltejs/kit';
import { takeSealed } from '../../../../../../intake.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Where phones send what they sealed. In service our own server answers before the framework is asked (server.ts). */
export const POST = asAnyone(
  async ({ params, locals, request, platform, getClientAddress }: RequestEvent) => {
    if (request.headers.get('content-type') !== 'application/json')
      return json({ fault: 'wrong-type' }, { status: 415 });
    const { status, body, retryAfter } = await takeSealed(locals.services, {
      authorityId: params.authority,
      lang: params.lang,
      body: Buffer.from(await request.arrayBuffer()),
      request: platform?.req ?? { headers: {}, socket: { remoteAddress: getClientAddress() } },
    });
    return json(body, { status, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} });
  },
);
