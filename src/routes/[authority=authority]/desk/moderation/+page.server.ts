import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import {
  countForModeration,
  findPersonsWanted,
  findRepliesWaiting,
} from '$lib/moderation/queue.queries.server.ts';
import { countPoints, findPoints } from '$lib/moderation/point.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { findWaitingForInterpreter } from '$lib/screening/translations.queries.server.ts';
import { personDay } from '$lib/voice/journey.ts';
import { countInWords, QUEUE_PAGE, timeLeft } from '$lib/voice/queue.ts';
import { asStaff } from '../../../guard.server.ts';
import { showQueue } from '../queue-page.server.ts';
import { moderationRoom } from '../queue-rooms.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const today = toDay(clock());
  const wanted = (await findPersonsWanted(db, params.authority, person.personId)).map((message) => {
    const due = personDay(message.personAskedAt, authority.settings.stageDays);
    return { ...message, due, clock: timeLeft(due, today) };
  });
  const counts = await countForModeration(db, params.authority, person.personId);
  return {
    interpreters: await findWaitingForInterpreter(db, params.authority, person.personId, 'moderation'),
    wanted,
    queue: await showQueue(locals.services, authority, person, moderationRoom, url),
    replies: await findRepliesWaiting(db, params.authority, person.personId),
    sentBack: await findPoints(db, params.authority, 'sent-back', QUEUE_PAGE),
    counts: {
      wanted: countInWords(counts.wanted),
      replies: countInWords(counts.replies),
      sentBack: countInWords(await countPoints(db, params.authority, 'sent-back')),
    },
  };
});
