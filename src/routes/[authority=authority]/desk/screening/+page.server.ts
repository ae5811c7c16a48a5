import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { toDay, toInstant } from '$lib/platform/clock.ts';
import { findAwaitingScreening, findOpenHolds } from '$lib/screening/screening.queries.server.ts';
import { dueDay } from '$lib/voice/journey.ts';
import { findWaitingForInterpreter } from '$lib/screening/translations.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const now = toInstant(clock());
  const waiting = await findAwaitingScreening(db, params.authority);
  const holds = await findOpenHolds(db, params.authority);
  return {
    interpreters: await findWaitingForInterpreter(db, params.authority, person.personId, 'screening'),
    waiting: waiting.map((message) => {
      const due = dueDay('awaiting-screening', message.receivedAt, authority.settings.stageDays);
      const isReply = message.stage !== 'awaiting-screening';
      return { ...message, isReply, late: !isReply && due !== null && due < toDay(clock()) };
    }),
    holds: holds.map((hold) => ({
      holdId: hold.hold_id,
      messageId: hold.message_id,
      handedTo: hold.handed_to,
      dueAt: hold.due_at,
      late: hold.due_at < now,
    })),
  };
});
