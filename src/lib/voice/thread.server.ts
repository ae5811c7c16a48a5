import { record, type AuditKey } from '../audit/audit.server.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import type { Db, Trx } from '../platform/database.ts';
import { isConflict } from '../platform/conflict.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import { openForReceipt } from '../sealing/records.server.ts';
import type { CheckBackAnswer } from './check-back.ts';
import { moves, type Stage } from './journey.ts';
import type { MessageFacts } from './message.ts';
import type { ThreadEntryRow } from './message.table.ts';
import { findByReceipt, findEntryRows, insertEntry, moveMessage } from './message.queries.server.ts';
import { hashSendKey, receiptLookup, type VoiceContext } from './arrivals.server.ts';
import { readParts, type Parts, type Picture } from './parts.ts';
import type { ReceiptNumber } from './receipt.ts';
import { stretchInTurn } from './stretch.server.ts';
import type { StretchedReceipt } from './stretch.ts';
import { entryBinding, type Screened, type Thread, type ThreadEntry } from './thread.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A thread that its receipt has opened: what is read and written with it stays sealed to the same key. */
export interface OpenThread {
  message: MessageFacts;
  dataKey: Bytes;
}

/**
 * Finds a thread by a stretched receipt: phones stretch their own, so that the receipt itself never travels. A wrong
 * one costs the same work and gives the same answer as an expired one.
 */
export async function findThreadWith(
  { db, ring }: VoiceContext,
  authorityId: string,
  { key, verifier }: StretchedReceipt,
): Promise<OpenThread | null> {
  const message = await findByReceipt(
    db,
    authorityId,
    receiptLookup(ring, authorityId, toBase64Url(verifier)),
  );
  if (!message) return null;
  const dataKey = await openForReceipt(db, authorityId, message.messageId, key);
  return dataKey && { message, dataKey };
}

/** The same with the receipt itself, for a form without JavaScript. */
export async function findThreadFor(
  context: VoiceContext,
  authorityId: string,
  receipt: ReceiptNumber,
): Promise<OpenThread | null> {
  return findThreadWith(context, authorityId, await stretchInTurn(authorityId, receipt));
}

/** What was said beside words. What does not open, or is not what our phone script makes, spoils none of the words. */
async function openParts(
  authorityId: string,
  dataKey: Bytes,
  row: ThreadEntryRow,
): Promise<{ parts: Parts | null; partsUnreadable?: true }> {
  if (row.parts === null) return { parts: null };
  const binding = entryBinding(authorityId, row.message_id, 'parts', row.sealed_as ?? row.entry_id);
  const parts = readParts(await openWords(dataKey, row.parts, binding).catch(() => ''));
  return parts ? { parts } : { parts, partsUnreadable: true };
}

async function rowToEntry(authorityId: string, dataKey: Bytes, row: ThreadEntryRow): Promise<ThreadEntry> {
  const line = { entryId: row.entry_id, at: row.at };
  const open = (kind: 'said' | 'answer') =>
    openWords(
      dataKey,
      row.sealed ?? '',
      entryBinding(authorityId, row.message_id, kind, row.sealed_as ?? row.entry_id),
    );
  switch (row.kind) {
    case 'said':
      return {
        ...line,
        kind: 'said',
        words: await open('said'),
        screened: row.detail as Screened,
        ...(await openParts(authorityId, dataKey, row)),
      };
    case 'answer':
      return { ...line, kind: 'answer', words: await open('answer') };
    case 'moved':
      return { ...line, kind: 'moved', stage: row.detail as Stage };
    case 'decision':
      return {
        ...line,
        kind: 'decision',
        ...(JSON.parse(row.detail ?? '{}') as { decisionId: string; move: 'answer' }),
      };
    case 'check-back':
      return { ...line, kind: 'check-back', answer: row.detail as CheckBackAnswer };
    default:
      throw new Error(`A thread has an entry of an unknown kind: ${row.kind}`);
  }
}

/** What a young person said in a thread, opened. @throws when any of the words do not open. */
export async function openSaid(
  authorityId: string,
  dataKey: Bytes,
  rows: readonly ThreadEntryRow[],
): Promise<{ words: string; pictures: readonly Picture[] }[]> {
  const said = rows.filter((row) => row.kind === 'said');
  const entries = await Promise.all(said.map((row) => rowToEntry(authorityId, dataKey, row)));
  return entries.flatMap((entry) =>
    entry.kind === 'said' ? [{ words: entry.words, pictures: entry.parts?.pictures ?? [] }] : [],
  );
}

/** Everything in a thread, in the order it happened, opened with its data key. */
export async function readThread(
  db: Db,
  authorityId: string,
  { message, dataKey }: OpenThread,
): Promise<Thread> {
  const rows = await findEntryRows(db, authorityId, message.messageId);
  return { message, entries: await Promise.all(rows.map((row) => rowToEntry(authorityId, dataKey, row))) };
}

/**
 * Whether this form's words are in the thread already.
 * @throws Refusal `already-sent-differently` when other words are, under the same key.
 */
async function wasAdded(
  db: Db,
  authorityId: string,
  messageId: string,
  sendKey: string,
  idemHash: string,
): Promise<boolean> {
  const rows = await findEntryRows(db, authorityId, messageId);
  const already = rows.find((row) => row.idem_hash?.startsWith(`${hashSendKey(sendKey)}.`));
  if (already && already.idem_hash !== idemHash) throw new Refusal('already-sent-differently');
  return already !== undefined;
}

/**
 * Adds words to a thread; they are screened like the first. Sending the same form twice adds them once.
 * @throws Refusal `already-sent-differently` when this form was sent before with other words.
 */
export async function addToThread(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  { message, dataKey }: OpenThread,
  words: string,
  sendKey: string,
): Promise<void> {
  const at = clock();
  const entryId = newId(at);
  const { messageId } = message;
  const idemHash = `${hashSendKey(sendKey)}.${ring.mac('once', messageId, words)}`;
  if (await wasAdded(db, authorityId, messageId, sendKey, idemHash)) return;
  const sealed = await sealWords(dataKey, words, entryBinding(authorityId, messageId, 'said', entryId));
  const add = db.transaction().execute(async (trx) => {
    const entry = { kind: 'said', entry_id: entryId, sealed, detail: 'awaiting', idem_hash: idemHash };
    await insertEntry(trx, authorityId, messageId, entry, at);
    if (soundsLikeDanger(words)) {
      await trx
        .updateTable('messages')
        .set({ danger: 1 })
        .where('authority_id', '=', authorityId)
        .where('message_id', '=', messageId)
        .execute();
    }
    const deed = { actor: 'anonymous', action: 'message.added-to', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  await add.catch(async (fault: unknown) => {
    if (!isConflict(fault) || !(await wasAdded(db, authorityId, messageId, sendKey, idemHash))) throw fault;
  });
}

/**
 * Notes in the thread what its sender answered to "did we get it right?"; a yes closes the message, a change of mind
 * opens it again. Saying the same again changes nothing.
 */
export async function noteCheckBack(
  trx: Trx,
  auditKey: AuditKey,
  authorityId: string,
  { messageId, stage }: MessageFacts,
  answer: CheckBackAnswer,
  at: Date,
): Promise<void> {
  const last = (await findEntryRows(trx, authorityId, messageId)).findLast((row) =>
    ['check-back', 'decision'].includes(row.kind),
  );
  if (last?.kind === 'check-back' && last.detail === answer) return;
  await insertEntry(trx, authorityId, messageId, { kind: 'check-back', detail: answer }, at);
  const move = answer === 'yes' ? 'close' : 'think-again';
  if (stage === moves[move].from[0]) await moveMessage(trx, authorityId, messageId, move, at);
  const deed = { actor: 'anonymous', action: 'message.check-back', object: messageId, meta: { answer } };
  await record(trx, auditKey, authorityId, deed, at);
}
