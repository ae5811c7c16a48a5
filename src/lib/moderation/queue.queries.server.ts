import { sql, type SqlBool } from 'kysely';
import type { Db } from '../platform/database.ts';
import { countQueue, messagesIn, type Queue, type Viewer } from '../screening/queue.queries.server.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import type { MessageFacts } from '../voice/message.ts';
import { QUEUE_PAGE } from '../voice/queue.ts';

/** Screened messages without a point. */
export const moderationQueue: Queue = {
  waits: sql<SqlBool>`stage = 'awaiting-moderation'`,
  since: 'stage_since',
};

/** Messages whose sender added something that passed screening and has had no answer. */
const repliesQueue: Queue = {
  waits: sql<SqlBool>`reply_waiting = 1
    and stage not in ('awaiting-moderation', 'awaiting-screening', 'held')`,
  since: 'stage_since',
};

/** Messages whose sender asked for a person to talk to, wherever they are but with the duty team. */
const wantedQueue: Queue = {
  waits: sql<SqlBool>`wants_person = 1 and stage not in ('awaiting-screening', 'held')`,
  since: 'stage_since',
};

/** The replies that have waited longest: a page of them. */
export async function findRepliesWaiting(
  db: Db,
  authorityId: string,
  viewer: Viewer,
): Promise<MessageFacts[]> {
  const rows = await messagesIn(db, authorityId, viewer, repliesQueue)
    .selectAll('messages')
    .orderBy('stage_since')
    .orderBy('message_id')
    .limit(QUEUE_PAGE)
    .execute();
  return rows.map(rowToMessage);
}

/** Who asked for a person to talk to and has not had one, who asked first first: a page of them. */
export async function findPersonsWanted(
  db: Db,
  authorityId: string,
  viewer: Viewer,
): Promise<(MessageFacts & { personAskedAt: string })[]> {
  const rows = await messagesIn(db, authorityId, viewer, wantedQueue)
    .selectAll('messages')
    .orderBy('person_asked_at')
    .orderBy('message_id')
    .limit(QUEUE_PAGE)
    .execute();
  return rows.map((row) => ({ ...rowToMessage(row), personAskedAt: row.person_asked_at ?? row.received_at }));
}

/** How much waits for moderation: each at most one more than `COUNT_TO`. */
export async function countForModeration(
  db: Db,
  authorityId: string,
  viewer: Viewer,
): Promise<{ waiting: number; wanted: number; replies: number }> {
  const count = (queue: Queue) => countQueue(db, authorityId, viewer, queue);
  return {
    waiting: await count(moderationQueue),
    wanted: await count(wantedQueue),
    replies: await count(repliesQueue),
  };
}
