import { record } from '../audit/audit.server.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import {
  findEntryRows,
  findMessage,
  insertEntry,
  lockMessage,
  noteOfMessage,
  setReplyWaiting,
} from '../voice/message.queries.server.ts';
import type { Stage } from '../voice/journey.ts';
import { hashSendKey, type VoiceContext } from '../voice/arrivals.server.ts';
import { entryBinding } from '../voice/thread.ts';
import { openThreadForStaff } from '../voice/staff-thread.server.ts';
import type { Thread } from '../voice/thread.ts';

/** At these stages nobody but the duty team may open a message; later, words that were held stay hidden. */
function isWithDuty(stage: Stage): boolean {
  return stage === 'awaiting-screening' || stage === 'held';
}

/** Opens a message for moderation: only words that passed screening. The reading itself is recorded. */
export async function openForModeration(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<Thread> {
  const message = await findMessage(context.db, authorityId, messageId);
  if (isWithDuty(message.stage)) throw new Refusal('not-found');
  const { thread } = await openThreadForStaff(
    context,
    actor,
    authorityId,
    message,
    'message.read-for-moderation',
  );
  const entries = thread.entries.filter((entry) => !('screened' in entry) || entry.screened === 'passed');
  return { message, entries };
}

/**
 * Writes an answer that only the sender, with the receipt, and moderation can open. The same form sent twice writes it
 * once.
 * @param settles whether it says that the sender has had the person they asked for.
 */
export async function answerSender(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  words: string,
  sendKey: string,
  settles: 'reply' | 'person' = 'reply',
): Promise<void> {
  const at = clock();
  const entryId = newId(at);
  const { stage } = await findMessage(db, authorityId, messageId);
  if (isWithDuty(stage)) throw new Refusal('not-found');
  const idemHash = `answer.${hashSendKey(sendKey)}`;
  const before = await findEntryRows(db, authorityId, messageId);
  if (before.some((row) => row.idem_hash === idemHash)) return;
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const sealed = await sealWords(dataKey, words, entryBinding(authorityId, messageId, 'answer', entryId));
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    const entry = { kind: 'answer', entry_id: entryId, sealed, idem_hash: idemHash };
    await insertEntry(trx, authorityId, messageId, entry, at);
    await noteOfMessage(trx, authorityId, messageId, {
      reply_waiting: 0,
      ...(settles === 'person' ? { wants_person: 0 } : {}),
    });
    const action = settles === 'person' ? 'message.had-person' : 'message.answered';
    await record(trx, ring.secret('audit'), authorityId, { actor, action, object: messageId }, at);
  });
}

/** Notes that what a sender added was read and needs no answer. */
export async function noteReplyRead(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<void> {
  const at = clock();
  await findMessage(db, authorityId, messageId);
  await db.transaction().execute(async (trx) => {
    await setReplyWaiting(trx, authorityId, messageId, false);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'message.reply-read', object: messageId },
      at,
    );
  });
}
