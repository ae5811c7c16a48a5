import { record } from '../audit/audit.server.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import type { MessageFacts } from './message.ts';
import type { VoiceContext } from './arrivals.server.ts';
import { readThread } from './thread.server.ts';
import type { Thread } from './thread.ts';

/** A thread opened with the authority's key: for screening and moderation, and nobody else. */
export interface StaffThread {
  thread: Thread;
  dataKey: Uint8Array<ArrayBuffer>;
}

/** Opens a message's thread for a member of staff. That they read it is recorded before they get it. */
export async function openThreadForStaff(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  message: MessageFacts,
  action: 'message.read-for-screening' | 'message.read-for-moderation',
): Promise<StaffThread> {
  const { messageId } = message;
  await db.transaction().execute(async (trx) => {
    await record(trx, ring.secret('audit'), authorityId, { actor, action, object: messageId }, clock());
  });
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  return { thread: await readThread(db, authorityId, { message, dataKey }), dataKey };
}
