import type { Trx } from '../platform/database.ts';
import { deliverOutbox } from '../platform/outbox.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { isOutOfFlow } from '../screening/out-of-flow.server.ts';
import { findMessage, insertEntry, lockMessage, moveMessage } from '../voice/message.queries.server.ts';
import { moves, type Move, type Stage } from '../voice/journey.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { DecisionLine } from '../voice/thread.ts';
import { findSources } from './moderation.queries.server.ts';

/** The event that `change/` leaves in the outbox; it names points, and only here is it known whose they are. */
const DECISION_MOVED = 'decision.moved';

/** What moves a message on; the other lines are told and move nothing. */
const stageMoves = ['decide', 'answer', 'reopen', 'take-out', 'ask-again', 'close'] as const satisfies Move[];

/** Whether a line moves a message of this stage. A line that finds it elsewhere is told all the same. */
function movesOn(line: DecisionLine, stage: Stage): line is (typeof stageMoves)[number] {
  const move = stageMoves.find((one) => one === line);
  const from: readonly Stage[] = move ? moves[move].from : [];
  return from.includes(stage);
}

async function tellOne(
  trx: Trx,
  authorityId: string,
  messageId: string,
  line: { decisionId: string; move: DecisionLine; number?: string },
  at: Date,
): Promise<void> {
  const { move } = line;
  await lockMessage(trx, authorityId, messageId);
  const { stage } = await findMessage(trx, authorityId, messageId);
  // Whose words the duty team keeps is asked nothing more.
  if (move === 'ask-again' && (await isOutOfFlow(trx, authorityId, { messageId, stage }))) return;
  if (movesOn(move, stage)) await moveMessage(trx, authorityId, messageId, move, at);
  const entry = { kind: 'decision', detail: JSON.stringify(line) };
  await insertEntry(trx, authorityId, messageId, entry, at);
}

/**
 * Turns what happened to decisions into a line in each thread behind their points, and moves those messages on. One that
 * its sender takes back at this moment is left out.
 * @returns how many events were delivered.
 */
export async function tellSenders({ db, clock }: VoiceContext, authorityId: string): Promise<number> {
  return deliverOutbox(db, authorityId, DECISION_MOVED, clock(), async (trx, { body }) => {
    const at = clock();
    const { decisionId = '', pointIds = '', number } = body;
    const line = { decisionId, move: (body.move ?? 'decide') as DecisionLine, number };
    for (const messageId of await findSources(trx, authorityId, pointIds.split(' ').filter(Boolean)))
      await tellOne(trx, authorityId, messageId, line, at).catch((fault: unknown) => {
        if (!(fault instanceof Refusal) || fault.code !== 'not-found') throw fault;
      });
  });
}
