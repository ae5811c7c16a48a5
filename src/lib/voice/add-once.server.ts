import { record } from '../audit/audit.server.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import type { Db } from '../platform/database.ts';
import { toInstant } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { sealWords } from '../sealing/envelope.ts';
import { hashSendKey, type VoiceContext } from './arrivals.server.ts';
import {
  findEntryRows,
  insertEntry,
  lockMessage,
  noteOfMessage,
  noteWordsAwaiting,
} from './message.queries.server.ts';
import { insertReason } from './reasons.queries.server.ts';
import type { ReasonFor } from './reason.ts';
import type { OpenThread } from './thread.ts';
import { entryBinding } from './thread.ts';

/** What a sender adds to their thread: words, which are sealed and screened, or a line that has none. */
type Line = { kind: 'said' | 'named'; words: string } | { kind: 'person'; detail: string };

export interface Addition {
  /** The lines, in their order. */
  lines: readonly [Line, ...Line[]];
  /** What is true of the message from now on. */
  note?: { wants_person: 1 } | { named: 1 };
  /** What the first line is a reason for: a "no" or "partly" to "did we get it right?". */
  reason?: ReasonFor;
  /** What the audit record calls it. */
  action: string;
}

/**
 * Whether what this form sent is in the thread already.
 * @throws Refusal `already-sent-differently` when something else is, under the same key.
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
 * Adds to a thread what its sender sends; the same form sent twice adds it once.
 * @throws Refusal `already-sent-differently` when this form was sent before with something else; `not-found` when the
 *   message was taken back meanwhile.
 */
export async function addOnce(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  { message: { messageId }, dataKey }: OpenThread,
  sendKey: string,
  { lines, note, reason, action }: Addition,
): Promise<void> {
  const at = clock();
  const idemHash = `${hashSendKey(sendKey)}.${ring.mac('once', messageId, JSON.stringify(lines))}`;
  if (await wasAdded(db, authorityId, messageId, sendKey, idemHash)) return;
  const entries = await Promise.all(
    lines.map(async (line, place) => {
      const entry = { kind: line.kind, entry_id: newId(at), idem_hash: place === 0 ? idemHash : null };
      if (line.kind === 'person') return { ...entry, detail: line.detail };
      const bound = entryBinding(authorityId, messageId, line.kind, entry.entry_id);
      return { ...entry, detail: 'awaiting', sealed: await sealWords(dataKey, line.words, bound) };
    }),
  );
  const danger = lines.some((line) => 'words' in line && soundsLikeDanger(line.words));
  const add = db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    for (const entry of entries) await insertEntry(trx, authorityId, messageId, entry, at);
    const [first] = entries;
    if (reason && first) await insertReason(trx, authorityId, messageId, first.entry_id, reason);
    const hasWords = lines.some((line) => 'words' in line);
    // What is new is looked at again: it may be about somebody on duty.
    const looked = hasWords ? { looked: 0 } : {};
    if (hasWords) await noteWordsAwaiting(trx, authorityId, messageId, at);
    if (danger || note || hasWords)
      await noteOfMessage(trx, authorityId, messageId, {
        ...note,
        ...looked,
        ...(note && 'wants_person' in note ? { person_asked_at: toInstant(at) } : {}),
        ...(danger ? { danger: 1 } : {}),
      });
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor: 'anonymous', action, object: messageId },
      at,
    );
  });
  await add.catch(async (fault: unknown) => {
    if (!isConflict(fault) || !(await wasAdded(db, authorityId, messageId, sendKey, idemHash))) throw fault;
  });
}
