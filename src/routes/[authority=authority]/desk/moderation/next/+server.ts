import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { nextAddress } from '../../queue-page.server.ts';
import { moderationRoom } from '../../queue-rooms.server.ts';
import type { RequestEvent } from './$types';

/** Leads to the message to read next. What is left, if anything, is let go of. */
export const GET = asStaff('moderate', async ({ params, locals, url }: RequestEvent, person) => {
  const authority = await authorityOf(locals.services.db, params.authority);
  const leaving = url.searchParams.get('after');
  const location = await nextAddress(locals.services, authority, person, moderationRoom, leaving);
  return new Response(null, { status: 303, headers: { location } });
});
