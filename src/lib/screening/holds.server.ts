import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moves, type Stage } from '../voice/journey.ts';
import { findMessage, lockMessage, moveMessage, setReplyWaiting } from '../voice/message.queries.server.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';
import { endAsks } from './duty-asks.queries.server.ts';
import type { HoldNote } from './hold.ts';
import type { HoldsTable } from './holds.table.ts';
import { findHolds, findWordsAt, insertHold, markWords } from './screening.queries.server.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ShownHold {
  holdId: string;
  what: string;
  /** Null for holds made before it was asked. */
  whom: string | null;
  handedTo: string;
  dueAt: string;
  heldAt: string;
  reference: string | null;
  /** Neither handed over nor let through yet. */
  open: boolean;
}

const holdBinding = (authorityId: string, recordId: string, field: 'hold' | 'hold-whom', holdId: string) => ({
  authorityId,
  recordId,
  field: `${field}/${holdId}`,
});

/** The holds of a message, opened with its data key. */
export async function openHolds(
  db: Db,
  authorityId: string,
  messageId: string,
  dataKey: Bytes,
): Promise<ShownHold[]> {
  const open = (sealed: string, field: 'hold' | 'hold-whom', holdId: string) =>
    openWords(dataKey, sealed, holdBinding(authorityId, messageId, field, holdId));
  const rows = await findHolds(db, authorityId, messageId);
  return Promise.all(
    rows.map(async (row) => ({
      holdId: row.hold_id,
      what: await open(row.sealed_note, 'hold', row.hold_id),
      whom: row.sealed_whom === null ? null : await open(row.sealed_whom, 'hold-whom', row.hold_id),
      handedTo: row.handed_to,
      dueAt: row.due_at,
      heldAt: row.held_at,
      reference: row.reference,
      open: row.ended_at === null,
    })),
  );
}

/** A hold that is about to begin: its note is sealed before the transaction. */
export type SealedHold = HoldsTable;

export async function sealHold(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  note: HoldNote,
): Promise<SealedHold> {
  const at = clock();
  const holdId = newId(at);
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const seal = (words: string, field: 'hold' | 'hold-whom') =>
    sealWords(dataKey, words, holdBinding(authorityId, messageId, field, holdId));
  return {
    authority_id: authorityId,
    hold_id: holdId,
    message_id: messageId,
    sealed_note: await seal(note.what, 'hold'),
    sealed_whom: await seal(note.whom, 'hold-whom'),
    handed_to: note.handTo,
    due_at: note.dueAt,
    held_by: actor,
    held_at: toInstant(at),
    reference: null,
    handed_over_by: null,
    handed_over_at: null,
    ended_at: null,
  };
}

/** Nobody passes or holds words they have not seen: what came after the last one shown sends them back to look. */
export async function refuseUnseen(
  trx: Trx,
  authorityId: string,
  messageId: string,
  lastSeen: string,
): Promise<void> {
  const awaiting = await findWordsAt(trx, authorityId, messageId, 'awaiting');
  if (awaiting.some((entryId) => entryId > lastSeen)) throw new Refusal('moved-on');
}

/** What is held: the message with all that is in it, or only what its sender added and nobody has passed yet. */
export type HeldPart = 'message' | 'added';

/**
 * Begins a hold, in the transaction that also takes the message out of where it is counted (moderation/hold-message).
 * @returns the stage it was taken from where the whole message left the flow; null where its new words alone are held.
 * @throws Refusal `moved-on` when there is nothing left to hold, or something came meanwhile.
 */
export async function beginHold(
  trx: Trx,
  { ring, clock }: VoiceContext,
  hold: SealedHold,
  lastSeen: string,
  part: HeldPart,
): Promise<Stage | null> {
  const { authority_id: authorityId, message_id: messageId, held_by: actor } = hold;
  const at = clock();
  await lockMessage(trx, authorityId, messageId);
  await refuseIfAbout(trx, authorityId, messageId, actor);
  await refuseUnseen(trx, authorityId, messageId, lastSeen);
  const { stage } = await findMessage(trx, authorityId, messageId);
  const isWhole =
    stage === 'awaiting-screening' ||
    (part === 'message' && (moves.hold.from as readonly Stage[]).includes(stage));
  const held = await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'held' });
  if (isWhole) {
    await markWords(trx, authorityId, messageId, { from: 'passed', to: 'held' });
    await setReplyWaiting(trx, authorityId, messageId, false);
    await moveMessage(trx, authorityId, messageId, 'hold', at);
  } else if (held === 0) throw new Refusal('moved-on');
  await insertHold(trx, hold);
  await endAsks(trx, authorityId, messageId, toInstant(at));
  const deed = { actor, action: 'message.held', object: messageId, meta: { hold: hold.hold_id } };
  await record(trx, ring.secret('audit'), authorityId, deed, at);
  return isWhole ? stage : null;
}
