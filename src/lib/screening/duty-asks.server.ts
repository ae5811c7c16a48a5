import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moves, pastScreening, type Stage } from '../voice/journey.ts';
import {
  findMessage,
  lockMessage,
  moveMessage,
  noteWordsAwaiting,
  setReplyWaiting,
} from '../voice/message.queries.server.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';
import { findAsks, insertAsk } from './duty-asks.queries.server.ts';
import type { DutyAsksTable } from './duty-asks.table.ts';
import { markWords } from './screening.queries.server.ts';

/** What somebody in moderation is worried about. */
export interface ShownAsk {
  askId: string;
  why: string;
  askedBy: string;
  askedAt: string;
  /** The duty team has not passed or held it since. */
  open: boolean;
}

const askBinding = (authorityId: string, recordId: string, askId: string) => ({
  authorityId,
  recordId,
  field: `duty-ask/${askId}`,
});

/** What was asked of the duty team about a message, opened with its data key. */
export async function openAsks(
  db: Db,
  authorityId: string,
  messageId: string,
  dataKey: Uint8Array<ArrayBuffer>,
): Promise<ShownAsk[]> {
  const rows = await findAsks(db, authorityId, messageId);
  return Promise.all(
    rows.map(async (row) => ({
      askId: row.ask_id,
      why: await openWords(dataKey, row.sealed_why, askBinding(authorityId, messageId, row.ask_id)),
      askedBy: row.asked_by,
      askedAt: row.asked_at,
      open: row.ended_at === null,
    })),
  );
}

export async function sealAsk(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  why: string,
): Promise<DutyAsksTable> {
  const at = clock();
  const askId = newId(at);
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  return {
    authority_id: authorityId,
    ask_id: askId,
    message_id: messageId,
    sealed_why: await sealWords(dataKey, why, askBinding(authorityId, messageId, askId)),
    asked_by: actor,
    asked_at: toInstant(at),
    ended_at: null,
  };
}

/**
 * Sends what had passed back to the duty team, in the transaction that also takes it out of a draft (moderation/ask-duty):
 * nobody else reads its words until they pass again. A message whose point is released stays where it is.
 * @returns the stage it was taken from where it went back to screening; null where only its words did.
 * @throws Refusal `moved-on` when it is with the duty team already.
 */
export async function beginLookingAgain(
  trx: Trx,
  { ring, clock }: VoiceContext,
  ask: DutyAsksTable,
): Promise<Stage | null> {
  const { authority_id: authorityId, message_id: messageId, asked_by: actor } = ask;
  const at = clock();
  await lockMessage(trx, authorityId, messageId);
  await refuseIfAbout(trx, authorityId, messageId, actor);
  const { stage } = await findMessage(trx, authorityId, messageId);
  if (!(pastScreening as readonly Stage[]).includes(stage)) throw new Refusal('moved-on');
  const back = await markWords(trx, authorityId, messageId, { from: 'passed', to: 'awaiting' });
  if (back === 0) throw new Refusal('moved-on');
  await noteWordsAwaiting(trx, authorityId, messageId, at);
  const goesBack = (moves['ask-duty'].from as readonly Stage[]).includes(stage);
  if (goesBack) await moveMessage(trx, authorityId, messageId, 'ask-duty', at);
  await setReplyWaiting(trx, authorityId, messageId, false);
  await insertAsk(trx, ask);
  const deed = { actor, action: 'message.duty-asked', object: messageId, meta: { ask: ask.ask_id } };
  await record(trx, ring.secret('audit'), authorityId, deed, at);
  return goesBack ? stage : null;
}
