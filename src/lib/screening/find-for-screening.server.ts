import type { Db } from '../platform/database.ts';
import type { MessageFacts } from '../voice/message.ts';
import { findMessage } from '../voice/message.queries.server.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';

/**
 * Finds a message for somebody on duty, at whatever stage it is.
 * @throws Refusal `not-found` where there is none, or it is about whoever asks.
 */
export async function findForScreening(
  db: Db,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<MessageFacts> {
  const message = await findMessage(db, authorityId, messageId);
  await refuseIfAbout(db, authorityId, messageId, actor);
  return message;
}
