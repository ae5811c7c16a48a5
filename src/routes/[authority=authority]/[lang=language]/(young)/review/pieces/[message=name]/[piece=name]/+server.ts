import { json } from '@sveltejs/kit';
import { SEALED_PIECE_MAX } from '$lib/voice/pieces.ts';
import { takePiece } from '../../../../../../../../intake.server.ts';
import { asAnyone } from '../../../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Where phones send pieces of recordings and drawings. In service our own server answers first (server.ts). */
export const POST = asAnyone(
  async ({ params, locals, request, platform, getClientAddress }: RequestEvent) => {
    if (request.headers.get('content-type') !== 'application/octet-stream')
      return json({ fault: 'wrong-type' }, { status: 415 });
    const read = async () => {
      const bytes = Buffer.from(await request.arrayBuffer());
      return bytes.length > SEALED_PIECE_MAX ? null : bytes;
    };
    const { status, body, retryAfter } = await takePiece(locals.services, {
      authorityId: params.authority,
      lang: params.lang,
      messageId: params.message,
      name: params.piece,
      read,
      request: platform?.req ?? { headers: {}, socket: { remoteAddress: getClientAddress() } },
    });
    return json(body, { status, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} });
  },
);
