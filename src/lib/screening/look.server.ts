import { record } from '../audit/audit.server.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import { isUnavailable } from '../platform/unavailable.ts';
import { tryForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findMessage, moveMessage } from '../voice/message.queries.server.ts';
import { readThread } from '../voice/thread.server.ts';
import { markWords } from './screening.queries.server.ts';

/** How many are looked at in one go, so that a flood does not keep everybody else waiting. */
const AT_ONCE = 40;

/** Whether the words of a message sound like danger; null when they cannot be opened. */
async function soundOf(
  { db, ring }: VoiceContext,
  authorityId: string,
  messageId: string,
): Promise<boolean | null> {
  const message = await findMessage(db, authorityId, messageId);
  const dataKey = await tryForAuthority(db, ring, authorityId, messageId);
  if (!dataKey) return null;
  try {
    const { entries } = await readThread(db, authorityId, { message, dataKey });
    return entries.some((entry) => entry.kind === 'said' && soundsLikeDanger(entry.words));
  } catch (fault) {
    if (isUnavailable(fault)) throw fault;
    return null;
  }
}

async function noteLooked(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  messageId: string,
  danger: boolean | null,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('messages')
      .set({ looked: 1, ...(danger ? { danger: 1 } : {}) })
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .execute();
    if (danger !== null) return;
    await moveMessage(trx, authorityId, messageId, 'set-aside', at);
    await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'held' });
    const deed = { actor: 'system', action: 'message.unreadable', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/**
 * Looks at messages that came sealed: in memory, keeping one yes or no, which puts the ones that sound like danger at
 * the head of the screening queue. Phones show help before anything is sent; this is for the duty team. What cannot be
 * opened was not sealed by our phone script: its sender is told to send it again.
 * @returns how many were looked at.
 */
export async function lookAtNew(context: VoiceContext): Promise<number> {
  const rows = await context.db
    .selectFrom('messages')
    .select(['authority_id', 'message_id'])
    .where('looked', '=', 0)
    .orderBy('received_at')
    .limit(AT_ONCE)
    .execute();
  for (const { authority_id, message_id } of rows) {
    await noteLooked(context, authority_id, message_id, await soundOf(context, authority_id, message_id));
  }
  return rows.length;
}
