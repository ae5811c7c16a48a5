import { openPiece } from '$lib/reviews/open-piece.server.ts';
import { attachmentAnswer } from '../../../../../../../../attachment-answer.server.ts';
import { asStaff } from '../../../../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('see-reviews', async ({ params, locals, request }: RequestEvent, person) => {
  const { id, reader, views, piece } = params;
  return attachmentAnswer(request, await openPiece(locals.services, person, id, views, piece, reader));
});
