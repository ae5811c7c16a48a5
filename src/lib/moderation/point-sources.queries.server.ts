import type { Db, Trx } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import { inChunks } from '../voice/move-messages.server.ts';
import '../screening/staff-conflicts.table.ts';
import './point-sources.table.ts';

/** Puts messages behind a point, however many. */
export async function linkSources(
  trx: Trx,
  authorityId: string,
  pointId: string,
  messageIds: readonly string[],
): Promise<void> {
  for (const chunk of inChunks(messageIds))
    await trx
      .insertInto('point_sources')
      .values(chunk.map((id) => ({ authority_id: authorityId, point_id: pointId, message_id: id })))
      .execute();
}

/** A message that is looked at again after it was not shared may go into another point. */
export async function takeOutOfNotShared(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
): Promise<void> {
  for (const chunk of inChunks(messageIds))
    await trx
      .deleteFrom('point_sources')
      .where('authority_id', '=', authorityId)
      .where('message_id', 'in', chunk)
      .where('point_id', 'in', (eb) =>
        eb
          .selectFrom('points')
          .select('point_id')
          .where('authority_id', '=', authorityId)
          .where('state', '=', 'not-shared'),
      )
      .execute();
}

/** @returns whether the message was behind the point. */
export async function unlinkSource(
  trx: Trx,
  authorityId: string,
  pointId: string,
  messageId: string,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('point_sources')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

export async function countSources(db: Db, authorityId: string, pointId: string): Promise<number> {
  const { count } = await db
    .selectFrom('point_sources')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The messages behind a point, oldest first, but none that is about whoever asks: at most so many. */
export async function findSourceMessages(
  db: Db,
  authorityId: string,
  pointId: string,
  asker: string,
  limit: number,
): Promise<MessageFacts[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('point_sources', (join) =>
      join
        .onRef('point_sources.authority_id', '=', 'messages.authority_id')
        .onRef('point_sources.message_id', '=', 'messages.message_id'),
    )
    .selectAll('messages')
    .where('point_sources.authority_id', '=', authorityId)
    .where('point_sources.point_id', '=', pointId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('staff_conflicts')
            .select('person_id')
            .whereRef('staff_conflicts.authority_id', '=', 'messages.authority_id')
            .whereRef('staff_conflicts.message_id', '=', 'messages.message_id')
            .where('staff_conflicts.person_id', '=', asker),
        ),
      ),
    )
    .orderBy('messages.received_at')
    .limit(limit)
    .execute();
  return rows.map(rowToMessage);
}

/** What a message is found alike by is kept while it waits, and no longer. */
export async function forgetSketches(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
): Promise<void> {
  for (const chunk of inChunks(messageIds))
    await trx
      .updateTable('messages')
      .set({ sketch: null })
      .where('authority_id', '=', authorityId)
      .where('message_id', 'in', chunk)
      .execute();
}
