import { deliverOutbox } from '../platform/outbox.server.ts';
import { moveMessages } from '../voice/move-messages.server.ts';
import type { Move } from '../voice/journey.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findSources } from './moderation.queries.server.ts';

/** The event that `change/` leaves in the outbox; it names points, and only here is it known whose they are. */
const DECISION_MOVED = 'decision.moved';

/**
 * Turns what happened to decisions into a line in each thread behind their points, and moves those messages on.
 * @returns how many events were delivered.
 */
export async function tellSenders({ db, clock }: VoiceContext, authorityId: string): Promise<number> {
  return deliverOutbox(db, authorityId, DECISION_MOVED, clock(), async (trx, { body }) => {
    const at = clock();
    const { decisionId, move = 'decide', pointIds = '' } = body;
    const sources = await findSources(trx, authorityId, pointIds.split(' ').filter(Boolean));
    const line = { kind: 'decision', detail: JSON.stringify({ decisionId, move }) };
    // One that joined its point meanwhile is where the decision is already, and has its line.
    await moveMessages(trx, authorityId, sources, move as Move, at, line);
  });
}
