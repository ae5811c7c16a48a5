import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { moves, type Move, type Stage } from './journey.ts';
import { isNewsAsLine, isNewsAsMove, notePeopleNew } from './something-new.server.ts';
import type { ThreadEntryRow } from './message.table.ts';
import './message.table.ts';

/** Rows in one statement: far under what SQLite binds (32,766). */
const TOGETHER = 500;

export function inChunks<One>(all: readonly One[], size = TOGETHER): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  );
}

async function writeLines(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
  line: Pick<ThreadEntryRow, 'kind' | 'detail'>,
  at: Date,
): Promise<void> {
  const rows = messageIds.map((messageId) => ({
    authority_id: authorityId,
    message_id: messageId,
    entry_id: newId(at),
    at: toInstant(at),
    sealed: null,
    idem_hash: null,
    ...line,
  }));
  if (rows.length > 0) await trx.insertInto('thread_entries').values(rows).execute();
}

/**
 * Moves those of many messages that are where a move starts, and writes the line that each sender reads, and one beside
 * it where there is one.
 * @returns the ids of those that moved.
 */
export async function moveMessages(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
  move: Move,
  at: Date,
  beside?: Pick<ThreadEntryRow, 'kind' | 'detail'>,
): Promise<string[]> {
  const { from, to } = moves[move];
  const moved: string[] = [];
  const people = new Set<string>();
  for (const chunk of inChunks(messageIds)) {
    const rows = await trx
      .updateTable('messages')
      .set((eb) => ({ stage: to, stage_since: toInstant(at), version: eb('version', '+', 1) }))
      .where('authority_id', '=', authorityId)
      .where('message_id', 'in', chunk)
      .where('stage', 'in', from)
      .returning(['message_id', 'person_id'])
      .execute();
    const ids = rows.map((row) => row.message_id);
    await writeLines(trx, authorityId, ids, { kind: 'moved', detail: to }, at);
    if (beside) await writeLines(trx, authorityId, ids, beside, at);
    moved.push(...ids);
    for (const { person_id } of rows) if (person_id) people.add(person_id);
  }
  if (isNewsAsMove(move) || (beside && isNewsAsLine(beside.kind)))
    await notePeopleNew(trx, authorityId, [...people], at);
  return moved;
}

/** Writes a line in those of many messages that are at a stage, and moves none. */
export async function tellMessages(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
  stage: Stage,
  at: Date,
  line: Pick<ThreadEntryRow, 'kind' | 'detail'>,
): Promise<void> {
  const people = new Set<string>();
  for (const chunk of inChunks(messageIds)) {
    // Held still, so that nothing is written to one that its sender takes back at this moment.
    const rows = await trx
      .updateTable('messages')
      .set({ stage })
      .where('authority_id', '=', authorityId)
      .where('message_id', 'in', chunk)
      .where('stage', '=', stage)
      .returning(['message_id', 'person_id'])
      .execute();
    const ids = rows.map((row) => row.message_id);
    await writeLines(trx, authorityId, ids, line, at);
    for (const { person_id } of rows) if (person_id) people.add(person_id);
  }
  if (isNewsAsLine(line.kind)) await notePeopleNew(trx, authorityId, [...people], at);
}

/** Moves messages that must all move or none. @throws Refusal `moved-on` when one of them is elsewhere. */
export async function moveAllMessages(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
  move: Move,
  at: Date,
  beside?: Pick<ThreadEntryRow, 'kind' | 'detail'>,
): Promise<void> {
  const moved = await moveMessages(trx, authorityId, messageIds, move, at, beside);
  if (moved.length !== messageIds.length) throw new Refusal('moved-on');
}
