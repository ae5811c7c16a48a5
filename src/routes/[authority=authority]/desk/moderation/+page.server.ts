import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import {
  findAwaitingModeration,
  findPersonsWanted,
  findRepliesWaiting,
} from '$lib/moderation/moderation.queries.server.ts';
import { findPoints } from '$lib/moderation/point.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { dueDay, personDay } from '$lib/voice/journey.ts';
import { findWaitingForInterpreter } from '$lib/screening/translations.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const waiting = await findAwaitingModeration(db, params.authority);
  const today = toDay(clock());
  const wanted = (await findPersonsWanted(db, params.authority)).map((message) => {
    const due = personDay(message.personAskedAt, authority.settings.stageDays);
    return { ...message, due, late: due < today };
  });
  return {
    interpreters: await findWaitingForInterpreter(db, params.authority, person.personId, 'moderation'),
    wanted,
    waiting: waiting.map((message) => {
      const due = dueDay(message.stage, message.stageSince, authority.settings.stageDays);
      return { ...message, late: due !== null && due < today };
    }),
    replies: await findRepliesWaiting(db, params.authority),
    sentBack: await findPoints(db, params.authority, 'sent-back'),
  };
});
