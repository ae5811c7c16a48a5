import { record } from '../audit/audit.server.ts';
import { isConflict } from '../platform/conflict.ts';
import type { Trx } from '../platform/database.ts';
import { beginLookingAgain, sealAsk } from '../screening/duty-asks.server.ts';
import type { HoldNote } from '../screening/hold.ts';
import { beginHold, sealHold, type HeldPart } from '../screening/holds.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findMessage } from '../voice/message.queries.server.ts';
import { leaveNumbers } from './leave-numbers.server.ts';
import { takeOutOfPoint, type TakenOut } from './take-out-of-point.server.ts';

/** Why a draft comes back to whoever wrote it: it says nothing of the duty team. */
const NO_LONGER_IN_IT =
  'One of the messages behind this point is no longer in it. Leave out what only it said.';

/** Tries once more where somebody released a draft of it at this moment, and the database let them go first. */
async function twice<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  return run().catch((fault: unknown) => (isConflict(fault) ? run() : Promise.reject(fault)));
}

/** Takes a message that left the flow out of its point, and notes a draft that has to be worded anew. */
async function takeOut(
  trx: Trx,
  { ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<TakenOut> {
  const taken = await takeOutOfPoint(trx, authorityId, messageId, NO_LONGER_IN_IT);
  const { sentBack: object } = taken;
  if (object)
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'point.lost-a-message', object },
      clock(),
    );
  return taken;
}

/**
 * Takes a message out of the flow for the duty team, at whatever stage it is: nobody else sees it any more, it goes out of
 * its draft, and out of the numbers of a released point, which stays.
 * @param lastSeen the id of the last words that were on the screen.
 * @param part whether all of it is held, or what its sender added alone.
 * @throws Refusal `moved-on` when there is nothing left to hold, or something came meanwhile; `not-found` for somebody it
 *   is about.
 */
export async function holdMessage(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  note: HoldNote,
  lastSeen: string,
  part: HeldPart = 'message',
): Promise<void> {
  await findMessage(context.db, authorityId, messageId);
  const hold = await sealHold(context, actor, authorityId, messageId, note);
  await twice(() =>
    context.db.transaction().execute(async (trx) => {
      const from = await beginHold(trx, context, hold, lastSeen, part);
      if (from === null) return;
      const { released } = await takeOut(trx, context, actor, authorityId, messageId);
      if (released) await leaveNumbers(trx, context.ring, authorityId, messageId, released);
    }),
  );
}

/**
 * Asks the duty team to look at a message again: its words are hidden from moderation until they pass once more. It goes
 * out of its draft; where its point is released, it stays in it.
 * @throws Refusal `moved-on` where the duty team has it already; `not-found` for somebody it is about.
 */
export async function askDutyToLook(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  why: string,
): Promise<void> {
  await findMessage(context.db, authorityId, messageId);
  const ask = await sealAsk(context, actor, authorityId, messageId, why);
  await twice(() =>
    context.db.transaction().execute(async (trx) => {
      const from = await beginLookingAgain(trx, context, ask);
      if (from !== null) await takeOut(trx, context, actor, authorityId, messageId);
    }),
  );
}
