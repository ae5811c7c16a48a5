import { createHash } from 'node:crypto';
import { record } from '../audit/audit.server.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { sealWords } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { newRecord } from '../sealing/records.server.ts';
import type { MessageDraft } from './message.ts';
import { findBySend, insertEntry } from './message.queries.server.ts';
import { receiptFromBytes, spellsUnkindly, type ReceiptNumber } from './receipt.ts';
import { stretchInTurn } from './stretch.server.ts';
import { entryBinding } from './thread.ts';

/** What a voice use case works with. */
export interface VoiceContext {
  db: Db;
  ring: KeyRing;
  clock: Clock;
}

/** What the sender gets back, the same however often they send. */
export interface Sent {
  receipt: ReceiptNumber;
  messageId: string;
  receivedAt: string;
}

export function hashSendKey(sendKey: string): string {
  return createHash('sha256').update(sendKey).digest('base64url');
}

/**
 * The receipt of a form without JavaScript: derived from the form's own key, so that sending it twice gives the
 * same one. The database keeps only the key's hash, so the server cannot derive it again later.
 */
function makeReceipt(ring: KeyRing, authorityId: string, sendKey: string): ReceiptNumber {
  for (let draw = 0; ; draw += 1) {
    const number = receiptFromBytes(
      Buffer.from(ring.mac('receipt making', authorityId, sendKey, String(draw)), 'base64url'),
    );
    if (!spellsUnkindly(number)) return number;
  }
}

/** What the database keeps in place of a receipt. */
export function receiptLookup(ring: KeyRing, authorityId: string, verifier: Uint8Array): string {
  return ring.mac('receipt pepper', authorityId, Buffer.from(verifier).toString('base64url'));
}

/**
 * Takes a message in: seals its words, and commits message, keys, thread and audit together or not at all.
 * @throws Refusal `already-sent-differently` when this form was sent before with other words.
 */
export async function receiveMessage(
  context: VoiceContext,
  authorityId: string,
  draft: MessageDraft,
  sendKey: string,
): Promise<Sent> {
  const { db, ring, clock } = context;
  const receipt = makeReceipt(ring, authorityId, sendKey);
  const idemHash = hashSendKey(sendKey);
  const payloadMac = ring.mac('once', authorityId, JSON.stringify(draft));
  const before = await findBySend(db, authorityId, idemHash);
  if (before) return sameAsBefore(before, payloadMac, receipt);

  const at = clock();
  const messageId = newId(at);
  const { key, verifier } = await stretchInTurn(authorityId, receipt);
  const fresh = await newRecord(db, authorityId, messageId, key);
  const entryId = newId(at);
  const sealed = await sealWords(
    fresh.dataKey,
    draft.words,
    entryBinding(authorityId, messageId, 'said', entryId),
  );
  try {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('messages')
        .values({
          authority_id: authorityId,
          message_id: messageId,
          received_at: toInstant(at),
          lang: draft.lang,
          theme_id: draft.themeId,
          commitment_id: draft.commitmentId,
          mood: draft.mood,
          wants_answer: draft.wantsAnswer ? 1 : 0,
          danger: soundsLikeDanger(draft.words) ? 1 : 0,
          reply_waiting: 0,
          stage: 'awaiting-screening',
          stage_since: toInstant(at),
          version: 1,
          idem_hash: idemHash,
          payload_mac: payloadMac,
          receipt_lookup: receiptLookup(ring, authorityId, verifier),
        })
        .execute();
      await fresh.store(trx);
      await insertEntry(
        trx,
        authorityId,
        messageId,
        { kind: 'said', entry_id: entryId, sealed, detail: 'awaiting' },
        at,
      );
      const deed = { actor: 'anonymous', action: 'message.received', object: messageId };
      await record(trx, ring.secret('audit'), authorityId, deed, at);
    });
  } catch (fault) {
    const sameMoment = await findBySend(db, authorityId, idemHash);
    if (sameMoment) return sameAsBefore(sameMoment, payloadMac, receipt);
    throw fault;
  }
  return { receipt, messageId, receivedAt: toInstant(at) };
}

function sameAsBefore(
  before: { message_id: string; payload_mac: string; received_at: string },
  payloadMac: string,
  receipt: ReceiptNumber,
): Sent {
  if (before.payload_mac !== payloadMac) throw new Refusal('already-sent-differently');
  return { receipt, messageId: before.message_id, receivedAt: before.received_at };
}
