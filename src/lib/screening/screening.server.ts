import { record } from '../audit/audit.server.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
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
import type { HoldNote } from './hold.ts';
import { endOpenHolds, findHolds, findWordsAt, insertHold, markWords } from './screening.queries.server.ts';

/** A hold must be handed over within this. */
const HAND_OVER_MINUTES = 4 * 60;

export interface ShownHold {
  holdId: string;
  what: string;
  handedTo: string;
  dueAt: string;
  heldAt: string;
  reference: string | null;
  /** Neither handed over nor let through yet. */
  open: boolean;
}

const holdBinding = (authorityId: string, recordId: string, holdId: string) => ({
  authorityId,
  recordId,
  field: `hold/${holdId}`,
});

/** Opens a message for the duty team. The reading itself is recorded. */
export async function openForScreening(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<{ thread: Thread; holds: ShownHold[]; closed: AttachmentKind[] }> {
  const message = await findMessage(context.db, authorityId, messageId);
  const action = 'message.read-for-screening';
  const opened = await openThreadForStaff(context, actor, authorityId, message, action);
  const { thread, dataKey } = opened;
  const rows = await findHolds(context.db, authorityId, messageId);
  const holds = await Promise.all(
    rows.map(async (row) => ({
      holdId: row.hold_id,
      what: await openWords(dataKey, row.sealed_note, holdBinding(authorityId, messageId, row.hold_id)),
      handedTo: row.handed_to,
      dueAt: row.due_at,
      heldAt: row.held_at,
      reference: row.reference,
      open: row.ended_at === null,
    })),
  );
  return { thread, holds, closed: await findClosed(context, authorityId, opened) };
}

/** Opens a recording or a drawing for the duty team. @returns and throws as `openAttachmentForStaff`. */
export async function hearForScreening(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  kind: AttachmentKind,
): Promise<OpenedAttachment | null> {
  const message = await findMessage(context.db, authorityId, messageId);
  return openAttachmentForStaff(context, actor, authorityId, message, kind, 'screening');
}

/** Nobody passes or holds words they have not seen: what came after the last one shown sends them back to look. */
async function refuseUnseen(
  trx: Trx,
  authorityId: string,
  messageId: string,
  lastSeen: string,
): Promise<void> {
  const awaiting = await findWordsAt(trx, authorityId, messageId, 'awaiting');
  if (awaiting.some((entryId) => entryId > lastSeen)) throw new Refusal('moved-on');
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
  const { stage } = await findMessage(db, authorityId, messageId);
  await db.transaction().execute(async (trx) => {
    // What its sender adds at this moment waits, and is then not among what is passed.
    await lockMessage(trx, authorityId, messageId);
    await refuseUnseen(trx, authorityId, messageId, lastSeen);
    const ended = await endOpenHolds(trx, authorityId, messageId, toInstant(at));
    let passed = await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'passed' });
    if (ended > 0) passed += await markWords(trx, authorityId, messageId, { from: 'held', to: 'passed' });
    if (passed === 0) throw new Refusal('moved-on');
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

/**
 * Takes words out of the flow for the duty team. A message whose point is already released stays released;
 * the new words alone are held.
 * @param lastSeen the id of the last words that were on the screen.
 * @throws Refusal `moved-on` when there is nothing left to hold, or something came meanwhile.
 */
export async function holdMessage(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  note: HoldNote,
  lastSeen: string,
): Promise<void> {
  const at = clock();
  const holdId = newId(at);
  const { stage } = await findMessage(db, authorityId, messageId);
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const sealedNote = await sealWords(dataKey, note.what, holdBinding(authorityId, messageId, holdId));
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseUnseen(trx, authorityId, messageId, lastSeen);
    const held = await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'held' });
    if (held === 0) throw new Refusal('moved-on');
    if (stage === 'awaiting-screening') await moveMessage(trx, authorityId, messageId, 'hold', at);
    await insertHold(trx, {
      authority_id: authorityId,
      hold_id: holdId,
      message_id: messageId,
      sealed_note: sealedNote,
      handed_to: note.handTo,
      due_at: toInstant(minutesAfter(at, HAND_OVER_MINUTES)),
      held_by: actor,
      held_at: toInstant(at),
      reference: null,
      handed_over_by: null,
      handed_over_at: null,
      ended_at: null,
    });
    const deed = { actor, action: 'message.held', object: messageId, meta: { hold: holdId } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
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
  const { stage } = await findMessage(db, authorityId, messageId);
  await db.transaction().execute(async (trx) => {
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
