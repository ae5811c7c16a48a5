import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseIfAbout } from '../screening/conflicts.queries.server.ts';
import { findMessage } from '../voice/message.queries.server.ts';
import type { MessageFacts } from '../voice/message.ts';
import { hasPassed } from './moderation.queries.server.ts';

/**
 * Finds a message for somebody in moderation; every use case that opens or changes one for them begins here. What is with
 * the duty team is not there for anybody else. What was handed over is there only where its sender asked for a person, or
 * added something that passed: the words that were held stay hidden.
 * @throws Refusal `not-found`, also for somebody whom the message is about.
 */
export async function findForModeration(
  db: Db,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<MessageFacts> {
  const message = await findMessage(db, authorityId, messageId);
  const { stage, wantsPerson } = message;
  if (stage === 'awaiting-screening' || stage === 'held') throw new Refusal('not-found');
  if (stage === 'handed-over' && !wantsPerson && !(await hasPassed(db, authorityId, messageId)))
    throw new Refusal('not-found');
  await refuseIfAbout(db, authorityId, messageId, actor);
  return message;
}
