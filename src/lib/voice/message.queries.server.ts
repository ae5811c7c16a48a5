import type { Updateable } from 'kysely';
import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { moves, type Move, type Stage } from './journey.ts';
import type { MessageFacts, Mood } from './message.ts';
import type { MessageRow, MessagesTable, ThreadEntriesTable, ThreadEntryRow } from './message.table.ts';
import { isNewsAsLine, isNewsAsMove, noteSomethingNew } from './something-new.server.ts';

export function rowToMessage(row: MessageRow): MessageFacts {
  return {
    messageId: row.message_id,
    receivedAt: row.received_at,
    lang: row.lang as Lang,
    themeId: row.theme_id,
    commitmentId: row.commitment_id,
    entitlementId: row.entitlement_id,
    mood: row.mood as Mood | null,
    wantsAnswer: row.wants_answer === 1,
    soundsLikeDanger: row.danger === 1,
    replyWaiting: row.reply_waiting === 1,
    wantsPerson: row.wants_person === 1,
    named: row.named === 1,
    stage: row.stage as Stage,
    stageSince: row.stage_since,
    version: row.version,
  };
}

/** @throws Refusal `not-found` when the authority has no such message. */
export async function findMessage(db: Db, authorityId: string, messageId: string): Promise<MessageFacts> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return rowToMessage(row);
}

export async function findByReceipt(
  db: Db,
  authorityId: string,
  receiptLookup: string,
): Promise<MessageFacts | null> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('receipt_lookup', '=', receiptLookup)
    .executeTakeFirst();
  return row ? rowToMessage(row) : null;
}

/** What was taken in before under a send key. */
export type TakenBefore = Pick<
  MessageRow,
  'authority_id' | 'idem_hash' | 'message_id' | 'payload_mac' | 'received_at'
>;

/** Which of these sends have been taken in already. */
export async function findBySends(
  db: Db,
  authorityIds: string[],
  idemHashes: string[],
): Promise<TakenBefore[]> {
  return db
    .selectFrom('messages')
    .select(['authority_id', 'idem_hash', 'message_id', 'payload_mac', 'received_at'])
    .where('authority_id', 'in', authorityIds)
    .where('idem_hash', 'in', idemHashes)
    .execute();
}

export async function findEntryRows(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<ThreadEntryRow[]> {
  return db
    .selectFrom('thread_entries')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('at')
    .orderBy('entry_id')
    .execute();
}

type NewEntry = Pick<ThreadEntriesTable, 'kind'> &
  Partial<Pick<ThreadEntriesTable, 'entry_id' | 'sealed' | 'detail' | 'idem_hash'>>;

export async function insertEntry(
  trx: Trx,
  authorityId: string,
  messageId: string,
  entry: NewEntry,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('thread_entries')
    .values({
      authority_id: authorityId,
      message_id: messageId,
      entry_id: entry.entry_id ?? newId(at),
      kind: entry.kind,
      at: toInstant(at),
      sealed: entry.sealed ?? null,
      detail: entry.detail ?? null,
      idem_hash: entry.idem_hash ?? null,
    })
    .execute();
  if (isNewsAsLine(entry.kind)) await noteSomethingNew(trx, authorityId, messageId, at);
}

/**
 * Moves a message on and writes the line its sender will read.
 * @throws Refusal `moved-on` when it is not at a stage this move starts from: somebody was quicker.
 */
export async function moveMessage(
  trx: Trx,
  authorityId: string,
  messageId: string,
  move: Move,
  at: Date,
): Promise<Stage> {
  const { from, to } = moves[move];
  const moved = await trx
    .updateTable('messages')
    .set((eb) => ({ stage: to, stage_since: toInstant(at), version: eb('version', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('stage', 'in', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw new Refusal('moved-on');
  await insertEntry(trx, authorityId, messageId, { kind: 'moved', detail: to }, at);
  if (isNewsAsMove(move)) await noteSomethingNew(trx, authorityId, messageId, at);
  return to;
}

/**
 * Holds a message still until the transaction is over, so that nothing is written to one that its sender takes back at
 * this moment.
 * @throws Refusal `not-found` when it is no longer there.
 */
export async function lockMessage(trx: Trx, authorityId: string, messageId: string): Promise<void> {
  const locked = await trx
    .updateTable('messages')
    .set({ message_id: messageId })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (locked.numUpdatedRows === 0n) throw new Refusal('not-found');
}

/**
 * Notes what is true of a message from now on.
 * @throws Refusal `not-found` when it is no longer there.
 */
export async function noteOfMessage(
  trx: Trx,
  authorityId: string,
  messageId: string,
  note: Updateable<
    Pick<MessagesTable, 'danger' | 'looked' | 'wants_person' | 'named' | 'reply_waiting' | 'person_asked_at'>
  >,
): Promise<void> {
  const noted = await trx
    .updateTable('messages')
    .set(note)
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (noted.numUpdatedRows === 0n) throw new Refusal('not-found');
}

/** Notes that words of a message wait for the duty team from now on, or have waited for longer already. */
export async function noteWordsAwaiting(
  trx: Trx,
  authorityId: string,
  messageId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('messages')
    .set((eb) => ({ awaiting_since: eb.fn.coalesce('awaiting_since', eb.val(toInstant(at))) }))
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
}

/** Notes that something its sender added waits for an answer, or no longer does. */
export async function setReplyWaiting(
  trx: Trx,
  authorityId: string,
  messageId: string,
  waiting: boolean,
): Promise<void> {
  await noteOfMessage(trx, authorityId, messageId, { reply_waiting: waiting ? 1 : 0 });
}

/** Whether anybody's message is about this heading or statement of the promise. */
export async function isWrittenAbout(
  db: Db,
  authorityId: string,
  column: 'theme_id' | 'commitment_id',
  id: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where(column, '=', id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
