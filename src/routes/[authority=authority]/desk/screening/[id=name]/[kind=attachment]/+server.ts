import { hearForScreening } from '$lib/screening/screening.server.ts';
import { attachmentAnswer } from '../../../../../attachment-answer.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('screen', async ({ params, locals, request }: RequestEvent, person) => {
  const { authority, id, kind } = params;
  return attachmentAnswer(
    request,
    await hearForScreening(locals.services, person.personId, authority, id, kind),
  );
});
