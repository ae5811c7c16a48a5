import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { findMessage, lockMessage, moveMessage, setReplyWaiting } from '../voice/message.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { AttachmentKind } from '../voice/parts.ts';
import {
  findClosed,
  openAttachmentForStaff,
  openThreadForStaff,
  type OpenedAttachment,
} from '../voice/staff-thread.server.ts';
import type { Thread } from '../voice/thread.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';
import { endAsks } from './duty-asks.queries.server.ts';
import { openAsks, type ShownAsk } from './duty-asks.server.ts';
import { findForScreening } from './find-for-screening.server.ts';
import { openHolds, refuseUnseen, type ShownHold } from './holds.server.ts';
import { lookBeforeOpening } from './look.server.ts';
import { endOpenHolds, findHandedOverUntil, markWords } from './screening.queries.server.ts';

/** What the duty team sees of a message: all of it. */
export interface OpenedForScreening {
  thread: Thread;
  holds: ShownHold[];
  asks: ShownAsk[];
  closed: AttachmentKind[];
}

/**
 * Opens a message for the duty team. The reading itself is recorded. It is looked at first: it may be about whoever
 * opens it.
 */
export async function openForScreening(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<OpenedForScreening> {
  const { db } = context;
  await lookBeforeOpening(context, authorityId, messageId);
  const message = await findForScreening(context.db, actor, authorityId, messageId);
  const action = 'message.read-for-screening';
  const opened = await openThreadForStaff(context, actor, authorityId, message, action);
  const { thread, dataKey } = opened;
  return {
    thread,
    holds: await openHolds(db, authorityId, messageId, dataKey),
    asks: await openAsks(db, authorityId, messageId, dataKey),
    closed: await findClosed(context, authorityId, opened),
  };
}

/** Opens a recording or a drawing for the duty team. @returns and throws as `openAttachmentForStaff`. */
export async function hearForScreening(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  kind: AttachmentKind,
): Promise<OpenedAttachment | null> {
  const message = await findForScreening(context.db, actor, authorityId, messageId);
  return openAttachmentForStaff(context, actor, authorityId, message, kind, 'screening');
}

/**
 * Passes a message's words on to moderation: its first words, something added later, or words that were held.
 * @param lastSeen the id of the last words that were on the screen.
 * @throws Refusal `moved-on` when there is nothing left to pass, or something came meanwhile.
 */
export async function passOn(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  lastSeen: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    // What its sender adds at this moment waits, and is then not among what is passed.
    await lockMessage(trx, authorityId, messageId);
    await refuseIfAbout(trx, authorityId, messageId, actor);
    await refuseUnseen(trx, authorityId, messageId, lastSeen);
    const { stage } = await findMessage(trx, authorityId, messageId);
    // What another team has stays with it, whatever is let through of what came later.
    const after = await findHandedOverUntil(trx, authorityId, messageId);
    const ended = await endOpenHolds(trx, authorityId, messageId, toInstant(at));
    let passed = await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'passed' });
    if (ended > 0)
      passed += await markWords(trx, authorityId, messageId, { from: 'held', to: 'passed', after });
    if (passed === 0) throw new Refusal('moved-on');
    await endAsks(trx, authorityId, messageId, toInstant(at));
    if (stage === 'awaiting-screening' || stage === 'held')
      await moveMessage(trx, authorityId, messageId, 'pass', at);
    else await setReplyWaiting(trx, authorityId, messageId, true);
    if (stage === 'not-shared') await moveMessage(trx, authorityId, messageId, 'look-again', at);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'message.passed', object: messageId },
      at,
    );
  });
}

/** Notes that another team has a held message, with that team's own reference. @throws Refusal `moved-on` when done. */
export async function handOver(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  reference: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseIfAbout(trx, authorityId, messageId, actor);
    const { stage } = await findMessage(trx, authorityId, messageId);
    const done = await trx
      .updateTable('holds')
      .set({ reference, handed_over_by: actor, handed_over_at: toInstant(at), ended_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new Refusal('moved-on');
    if (stage === 'held') await moveMessage(trx, authorityId, messageId, 'hand-over', at);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'message.handed-over', object: messageId },
      at,
    );
  });
}
