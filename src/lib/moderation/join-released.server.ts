import { record } from '../audit/audit.server.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseIfAboutAny } from '../screening/conflicts.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moveAllMessages, moveMessages } from '../voice/move-messages.server.ts';
import { freezeVoices } from './freeze-voices.server.ts';
import { forgetSketches, linkSources, takeOutOfNotShared } from './point-sources.queries.server.ts';
import { findPoint } from './point.queries.server.ts';

/** Where the decision about a point stands; asked of `change/` by whoever calls, because moderation knows none. */
export interface DecisionNow {
  decisionId: string;
  answered: boolean;
}

/** Moves what is behind a decision to where it stands, with the lines that its other senders have read already. */
async function follow(
  trx: Trx,
  authorityId: string,
  messageIds: readonly string[],
  { decisionId, answered }: DecisionNow,
  at: Date,
): Promise<void> {
  const line = (move: string) => ({ kind: 'decision', detail: JSON.stringify({ decisionId, move }) });
  await moveMessages(trx, authorityId, messageIds, 'decide', at, line('decide'));
  if (answered) await moveMessages(trx, authorityId, messageIds, 'answer', at, line('answer'));
}

/**
 * Puts waiting messages behind a point that was released before, because they say the same. What was frozen with the
 * point and its quarter stays; their voices count under it in the quarter of this moment. From now on their threads
 * follow the point's decision.
 * @param decisionNow asks where the decision about the point stands, if there is one.
 * @throws Refusal `moved-on` when the point is not released, or one of the messages is no longer waiting.
 */
export async function joinReleasedPoint(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  messageIds: readonly string[],
  decisionNow: () => Promise<DecisionNow | null>,
): Promise<void> {
  const at = clock();
  const followIt = async () => {
    const now = await decisionNow();
    if (now) await db.transaction().execute((trx) => follow(trx, authorityId, messageIds, now, at));
  };
  await db.transaction().execute(async (trx) => {
    const point = await findPoint(trx, authorityId, pointId);
    if (point.state !== 'released') throw new Refusal('moved-on');
    await refuseIfAboutAny(trx, authorityId, messageIds, actor);
    await takeOutOfNotShared(trx, authorityId, messageIds);
    await moveAllMessages(trx, authorityId, messageIds, 'join', at);
    await linkSources(trx, authorityId, pointId, messageIds);
    await freezeVoices(trx, ring, authorityId, point, at, messageIds);
    await forgetSketches(trx, authorityId, messageIds);
    const deed = {
      actor,
      action: 'point.joined',
      object: pointId,
      meta: { messages: String(messageIds.length) },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  // Only now: what the decision does from here on reaches them by itself, and what it did before is caught up with.
  await followIt();
}
