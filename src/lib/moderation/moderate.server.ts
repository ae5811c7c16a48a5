import { record } from '../audit/audit.server.ts';
import { newId } from '../platform/ids.ts';
import { sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import {
  findEntryRows,
  insertEntry,
  lockMessage,
  noteOfMessage,
  setReplyWaiting,
} from '../voice/message.queries.server.ts';
import { hashSendKey, type VoiceContext } from '../voice/arrivals.server.ts';
import { entryBinding } from '../voice/thread.ts';
import type { AttachmentKind } from '../voice/parts.ts';
import {
  findClosed,
  openAttachmentForStaff,
  openThreadForStaff,
  type OpenedAttachment,
} from '../voice/staff-thread.server.ts';
import type { Thread, ThreadEntry } from '../voice/thread.ts';
import { findForModeration } from './find-for-moderation.server.ts';

/** What a young person said is seen once it has passed screening. */
const maySee = (entry: ThreadEntry) => !('screened' in entry) || entry.screened === 'passed';

/** Opens a message for moderation: only words that passed screening. The reading itself is recorded. */
export async function openForModeration(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<Thread & { closed: AttachmentKind[] }> {
  const message = await findForModeration(context.db, actor, authorityId, messageId);
  const action = 'message.read-for-moderation';
  const { thread, dataKey } = await openThreadForStaff(context, actor, authorityId, message, action);
  const seen = { message, entries: thread.entries.filter(maySee) };
  return { ...seen, closed: await findClosed(context, authorityId, { thread: seen, dataKey }) };
}

/** Opens a recording or a drawing that passed screening. @returns and throws as `openAttachmentForStaff`. */
export async function hearForModeration(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  kind: AttachmentKind,
): Promise<OpenedAttachment | null> {
  const message = await findForModeration(context.db, actor, authorityId, messageId);
  return openAttachmentForStaff(context, actor, authorityId, message, kind, 'moderation', maySee);
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
  await findForModeration(db, actor, authorityId, messageId);
  const idemHash = `answer.${hashSendKey(sendKey)}`;
  const before = await findEntryRows(db, authorityId, messageId);
  if (before.some((row) => row.idem_hash === idemHash)) return;
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const sealed = await sealWords(dataKey, words, entryBinding(authorityId, messageId, 'answer', entryId));
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    // It may have been held since.
    await findForModeration(trx, actor, authorityId, messageId);
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
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await findForModeration(trx, actor, authorityId, messageId);
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
