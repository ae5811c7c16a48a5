import { record } from '../audit/audit.server.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import { findMessage, insertEntry } from '../voice/message.queries.server.ts';
import type { VoiceContext } from '../voice/send.server.ts';
import { openThreadForStaff } from '../voice/staff-thread.server.ts';
import type { Thread } from '../voice/thread.ts';

/** Opens a message for moderation: only words that passed screening. The reading itself is recorded. */
export async function openForModeration(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<Thread> {
  const message = await findMessage(context.db, authorityId, messageId);
  if (['awaiting-screening', 'held', 'handed-over'].includes(message.stage)) throw new Refusal('not-found');
  const { thread } = await openThreadForStaff(
    context,
    actor,
    authorityId,
    message,
    'message.read-for-moderation',
  );
  const entries = thread.entries.filter((entry) => entry.kind !== 'said' || entry.screened === 'passed');
  return { message, entries };
}

async function replyDealtWith(trx: Trx, authorityId: string, messageId: string): Promise<void> {
  await trx
    .updateTable('messages')
    .set({ reply_waiting: 0 })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
}

/** Writes an answer that only the sender, with the receipt, and moderation can open. */
export async function answerSender(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  words: string,
): Promise<void> {
  const at = clock();
  const entryId = newId(at);
  const { stage } = await findMessage(db, authorityId, messageId);
  if (['awaiting-screening', 'held', 'handed-over'].includes(stage)) throw new Refusal('not-found');
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const sealed = await sealWords(dataKey, words, { authorityId, recordId: messageId, field: entryId });
  await db.transaction().execute(async (trx) => {
    await insertEntry(trx, authorityId, messageId, { kind: 'answer', entry_id: entryId, sealed }, at);
    await replyDealtWith(trx, authorityId, messageId);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'message.answered', object: messageId },
      at,
    );
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
    await replyDealtWith(trx, authorityId, messageId);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'message.reply-read', object: messageId },
      at,
    );
  });
}
