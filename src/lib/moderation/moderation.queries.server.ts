import type { Db } from '../platform/database.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import type { MessageFacts } from '../voice/message.ts';
import { screenedKinds } from '../voice/thread.ts';

/** Screened messages without a point: who asked for a person first, then the oldest. */
export async function findAwaitingModeration(db: Db, authorityId: string): Promise<MessageFacts[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('stage', '=', 'awaiting-moderation')
    .orderBy('wants_person', 'desc')
    .orderBy('stage_since')
    .execute();
  return rows.map(rowToMessage);
}

/** Messages whose sender added something that passed screening and has had no answer. */
export async function findRepliesWaiting(db: Db, authorityId: string): Promise<MessageFacts[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('reply_waiting', '=', 1)
    .where('stage', '!=', 'awaiting-moderation')
    .orderBy('stage_since')
    .execute();
  return rows.map(rowToMessage);
}

/**
 * Messages whose sender asked for a person to talk to and has not had one, wherever they are but with the duty team:
 * who asked first comes first.
 */
export async function findPersonsWanted(
  db: Db,
  authorityId: string,
): Promise<(MessageFacts & { personAskedAt: string })[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('thread_entries')
        .select(({ fn }) => fn.max('at').as('at'))
        .whereRef('thread_entries.authority_id', '=', 'messages.authority_id')
        .whereRef('thread_entries.message_id', '=', 'messages.message_id')
        .where('kind', '=', 'person')
        .as('asked_at'),
    )
    .where('authority_id', '=', authorityId)
    .where('wants_person', '=', 1)
    .where('stage', 'not in', ['awaiting-screening', 'held'])
    .orderBy('asked_at')
    .execute();
  return rows.map((row) => ({ ...rowToMessage(row), personAskedAt: row.asked_at ?? row.received_at }));
}

/** The messages behind points: only moderation asks. */
export async function findSources(db: Db, authorityId: string, pointIds: string[]): Promise<string[]> {
  if (pointIds.length === 0) return [];
  const rows = await db
    .selectFrom('point_sources')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', pointIds)
    .execute();
  return rows.map((row) => row.message_id);
}

/** Whether anything that was said in a message has passed screening. */
export async function hasPassed(db: Db, authorityId: string, messageId: string): Promise<boolean> {
  const row = await db
    .selectFrom('thread_entries')
    .select('entry_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', 'in', screenedKinds)
    .where('detail', '=', 'passed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The point a message went into, or null. */
export async function findPointOf(db: Db, authorityId: string, messageId: string): Promise<string | null> {
  const row = await db
    .selectFrom('point_sources')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row?.point_id ?? null;
}
