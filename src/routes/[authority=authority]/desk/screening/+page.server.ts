import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { toInstant } from '$lib/platform/clock.ts';
import { countHoldsDue, findHoldsDue } from '$lib/screening/queue.queries.server.ts';
import { findWaitingForInterpreter } from '$lib/screening/translations.queries.server.ts';
import { countInWords } from '$lib/voice/queue.ts';
import { asStaff } from '../../../guard.server.ts';
import { showQueue } from '../queue-page.server.ts';
import { screeningRoom } from '../queue-rooms.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const now = toInstant(clock());
  const holds = await findHoldsDue(db, params.authority, person.personId);
  return {
    interpreters: await findWaitingForInterpreter(db, params.authority, person.personId, 'screening'),
    queue: await showQueue(locals.services, authority, person, screeningRoom, url),
    holdsCount: countInWords(await countHoldsDue(db, params.authority, person.personId)),
    holds: holds.map((hold) => ({
      holdId: hold.hold_id,
      messageId: hold.message_id,
      handedTo: hold.handed_to,
      dueAt: hold.due_at,
      late: hold.due_at < now,
    })),
  };
});
