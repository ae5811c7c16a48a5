import { json } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { SEALED_PIECE_MAX } from '$lib/voice/pieces.ts';
import { takePiece } from '../../../../../../intake.server.ts';

/** Takes in a piece of a recording or drawing: of a message, or of views for a review. */
export async function answerPiece({
  params: { authority = '', lang = '', message = '', piece = '' },
  locals,
  request,
  platform,
  getClientAddress,
}: RequestEvent): Promise<Response> {
  if (request.headers.get('content-type') !== 'application/octet-stream')
    return json({ fault: 'wrong-type' }, { status: 415 });
  const read = async () => {
    const bytes = Buffer.from(await request.arrayBuffer());
    return bytes.length > SEALED_PIECE_MAX ? null : bytes;
  };
  const { status, body, retryAfter } = await takePiece(locals.services, {
    authorityId: authority,
    lang,
    messageId: message,
    name: piece,
    read,
    request: platform?.req ?? { headers: {}, socket: { remoteAddress: getClientAddress() } },
  });
  return json(body, { status, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} });
}
