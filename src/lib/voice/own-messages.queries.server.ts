import type { Db, Trx } from '../platform/database.ts';
import type { MessageFacts } from './message.ts';
import { rowToMessage } from './message.queries.server.ts';
import './young-looks.table.ts';

/** The messages that are a young person's, the newest first. */
export async function findOwnMessages(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<MessageFacts[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .orderBy('received_at', 'desc')
    .orderBy('message_id', 'desc')
    .execute();
  return rows.map(rowToMessage);
}

/** What the sender of a message told of themselves: only for them, and for counts. */
export async function findToldOfSelf(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<{ ageBand: string | null; area: string | null }> {
  const row = await db
    .selectFrom('messages')
    .select(['age_band', 'area'])
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return { ageBand: row?.age_band ?? null, area: row?.area ?? null };
}

/** One of them; null for what is not theirs, the same as for what is not there. */
export async function findOwnMessage(
  db: Db,
  authorityId: string,
  personId: string,
  messageId: string,
): Promise<MessageFacts | null> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ? rowToMessage(row) : null;
}

/** Makes a message somebody's. @returns false when it is somebody else's already. */
export async function setOwner(
  trx: Trx,
  authorityId: string,
  messageId: string,
  personId: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('messages')
    .set({ person_id: personId })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where((eb) => eb.or([eb('person_id', 'is', null), eb('person_id', '=', personId)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Leaves somebody's messages as they are, and nobody's. */
export async function clearOwner(trx: Trx, authorityId: string, personId: string): Promise<void> {
  await trx
    .updateTable('messages')
    .set({ person_id: null })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
  await trx
    .deleteFrom('young_looks')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
}

/** How many lines of each thread somebody has not seen: those that others wrote since they last opened it. */
export async function countNewLines(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('thread_entries', (join) =>
      join
        .onRef('thread_entries.authority_id', '=', 'messages.authority_id')
        .onRef('thread_entries.message_id', '=', 'messages.message_id'),
    )
    .leftJoin('young_looks', (join) =>
      join
        .onRef('young_looks.authority_id', '=', 'messages.authority_id')
        .onRef('young_looks.person_id', '=', 'messages.person_id')
        .onRef('young_looks.message_id', '=', 'messages.message_id'),
    )
    .select(['messages.message_id'])
    .select((eb) => eb.fn.countAll().as('lines'))
    .where('messages.authority_id', '=', authorityId)
    .where('messages.person_id', '=', personId)
    .where('thread_entries.kind', 'in', ['answer', 'moved', 'decision'])
    .where((eb) =>
      eb.or([
        eb('young_looks.seen_entry_id', 'is', null),
        eb('thread_entries.entry_id', '>', eb.ref('young_looks.seen_entry_id')),
      ]),
    )
    .groupBy('messages.message_id')
    .execute();
  return new Map(rows.map((row) => [row.message_id, Number(row.lines)]));
}

/** Notes that somebody has read a thread as far as it goes now. */
export async function noteLooked(
  db: Db,
  authorityId: string,
  personId: string,
  messageId: string,
): Promise<void> {
  const last = await db
    .selectFrom('thread_entries')
    .select('entry_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('entry_id', 'desc')
    .executeTakeFirst();
  if (!last) return;
  await db
    .insertInto('young_looks')
    .values({
      authority_id: authorityId,
      person_id: personId,
      message_id: messageId,
      seen_entry_id: last.entry_id,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'person_id', 'message_id'])
        .doUpdateSet({ seen_entry_id: last.entry_id }),
    )
    .execute();
}
