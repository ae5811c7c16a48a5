import { peekSessionPerson, SESSION_COOKIE } from '$lib/identity/sessions.server.ts';
import { asStaff } from '../../../guard.server.ts';
import { mayListen, streamOf } from './stream.server.ts';
import type { RequestEvent } from './$types';

/** Tells an open desk that something changed in a room of its person's. */
export const GET = asStaff('be-at-the-desk', ({ params, locals, cookies, request }: RequestEvent, person) => {
  const { live, db, clock } = locals.services;
  if (!request.headers.get('accept')?.includes('text/event-stream'))
    return new Response('This is a stream of events.', { status: 406 });
  if (!mayListen(person.personId))
    return new Response('Too many are open.', { status: 429, headers: { 'retry-after': '60' } });
  const stream = streamOf(live, {
    authorityId: params.authority,
    personId: person.personId,
    roles: person.roles,
    stillThere: () => peekSessionPerson(db, cookies.get(SESSION_COOKIE) ?? '', clock()),
  });
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  };
  return new Response(stream, { headers });
});
