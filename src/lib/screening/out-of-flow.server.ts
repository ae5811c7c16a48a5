import type { Db } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { findHolds } from './screening.queries.server.ts';

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
