import type { Db } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { inChunks } from '../voice/move-messages.server.ts';
import { findHolds } from './screening.queries.server.ts';
import './holds.table.ts';

/** Whether the duty team has a message, or something that was added to it: its sender is then asked nothing else. */
export async function isOutOfFlow(
  db: Db,
  authorityId: string,
  { messageId, stage }: Pick<MessageFacts, 'messageId' | 'stage'>,
): Promise<boolean> {
  if (stage === 'held' || stage === 'handed-over') return true;
  const holds = await findHolds(db, authorityId, messageId);
  return holds.some((hold) => hold.ended_at === null);
}

/** Those of many messages of which the duty team has something that is not handed over or let through yet. */
export async function findHeldAmong(
  db: Db,
  authorityId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  const held = new Set<string>();
  for (const chunk of inChunks(messageIds)) {
    const rows = await db
      .selectFrom('holds')
      .select('message_id')
      .where('authority_id', '=', authorityId)
      .where('message_id', 'in', chunk)
      .where('ended_at', 'is', null)
      .execute();
    for (const row of rows) held.add(row.message_id);
  }
  return held;
}
