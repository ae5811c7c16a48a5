import { record, type AuditKey } from '../audit/audit.server.ts';
import type { Db, Trx } from '../platform/database.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { openWords } from '../sealing/envelope.ts';
import { openForReceipt } from '../sealing/records.server.ts';
import type { CheckBackAnswer } from './check-back.ts';
import { moves, type Stage } from './journey.ts';
import type { MessageFacts } from './message.ts';
import type { NotSharedReason } from './not-shared.ts';
import type { ThreadEntryRow } from './message.table.ts';
import {
  findByReceipt,
  findEntryRows,
  insertEntry,
  lockMessage,
  moveMessage,
} from './message.queries.server.ts';
import { addOnce } from './add-once.server.ts';
import { type VoiceContext } from './arrivals.server.ts';
import { receiptLookup } from './store-arrivals.server.ts';
import { readParts, type Parts, type Picture } from './parts.ts';
import type { PersonWanted } from './person-wanted.ts';
import type { ReasonFor } from './reason.ts';
import type { ReceiptNumber } from './receipt.ts';
import { stretchInTurn } from './stretch.server.ts';
import type { StretchedReceipt } from './stretch.ts';
import {
  entryBinding,
  type DecisionLine,
  type Screened,
  type Thread,
  type ThreadEntry,
  type OpenThread,
} from './thread.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The id of a message that there never is. */
const NOBODYS = '';

/**
 * Finds a thread by a stretched receipt: phones stretch their own, so that the receipt itself never travels. One that
 * is wrong, was taken back, is another authority's or does not open what it finds costs the same work: two rows looked
 * for and one key tried.
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
  const dataKey = await openForReceipt(db, authorityId, message?.messageId ?? NOBODYS, key);
  return message && dataKey && { message, dataKey };
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
  const open = (kind: 'said' | 'answer' | 'named') =>
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
    case 'named':
      return { ...line, kind: 'named', words: await open('named'), screened: row.detail as Screened };
    case 'person':
      return { ...line, kind: 'person', who: row.detail as PersonWanted };
    case 'answer':
      return { ...line, kind: 'answer', words: await open('answer') };
    case 'moved':
      return { ...line, kind: 'moved', stage: row.detail as Stage };
    case 'not-shared':
      return { ...line, kind: 'not-shared', reason: row.detail as NotSharedReason };
    case 'decision':
      return {
        ...line,
        kind: 'decision',
        ...(JSON.parse(row.detail ?? '{}') as { decisionId: string; move: DecisionLine; number?: string }),
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
 * Adds words to a thread; they are screened like the first. Sending the same form twice adds them once.
 * @param reason where the words say why an answer was not right.
 * @throws Refusal as `addOnce`.
 */
export async function addToThread(
  context: VoiceContext,
  authorityId: string,
  open: OpenThread,
  words: string,
  sendKey: string,
  reason?: ReasonFor,
): Promise<void> {
  const addition = { lines: [{ kind: 'said', words }], reason, action: 'message.added-to' } as const;
  await addOnce(context, authorityId, open, sendKey, addition);
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
  await lockMessage(trx, authorityId, messageId);
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
