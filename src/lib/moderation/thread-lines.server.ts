import { deliverOutbox } from '../platform/outbox.server.ts';
import { findHeldAmong } from '../screening/out-of-flow.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moveMessages, tellMessages } from '../voice/move-messages.server.ts';
import type { DecisionLine } from '../voice/thread.ts';
import { findSources } from './moderation.queries.server.ts';

/** The event that `change/` leaves in the outbox; it names points, and only here is it known whose they are. */
const DECISION_MOVED = 'decision.moved';

/**
 * Turns what happened to decisions into a line in each thread behind their points, and moves those messages on. One that
 * its sender takes back at this moment is left out; one that the duty team has is not asked again.
 * @returns how many events were delivered.
 */
export async function tellSenders({ db, clock }: VoiceContext, authorityId: string): Promise<number> {
  return deliverOutbox(db, authorityId, DECISION_MOVED, clock(), async (trx, { body }) => {
    const at = clock();
    const { decisionId, pointIds = '', number } = body;
    const move = (body.move ?? 'decide') as DecisionLine;
    const line = { kind: 'decision', detail: JSON.stringify({ decisionId, move, number }) };
    const sources = await findSources(trx, authorityId, pointIds.split(' ').filter(Boolean));
    // A later day moves nothing.
    if (move === 'longer') return tellMessages(trx, authorityId, sources, 'deciding', at, line);
    const held = move === 'ask-again' ? await findHeldAmong(trx, authorityId, sources) : new Set<string>();
    const told = sources.filter((messageId) => !held.has(messageId));
    // One that joined its point meanwhile is where the decision is already, and has its line.
    const moved = new Set(await moveMessages(trx, authorityId, told, move, at, line));
    // Whoever said yes is at the end already, and is told that the decision is too.
    const atTheEnd = told.filter((messageId) => !moved.has(messageId));
    if (move === 'close') await tellMessages(trx, authorityId, atTheEnd, 'closed', at, line);
  });
}
