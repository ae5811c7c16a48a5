import { soundsLikeDanger } from '../help/danger-words.ts';
import { newId } from '../platform/ids.ts';
import type { YoungPerson } from '../identity/young-person.ts';
import { findActiveKey } from '../sealing/authority-keys.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { dataKeyWithReceipt, wrapForPerson } from '../sealing/person-wrap.ts';
import { takeInOne, type TakenIn, type VoiceContext } from './arrivals.server.ts';
import { nothingBeside, showsDanger, type Beside } from './beside.ts';
import type { MessageDraft } from './message.ts';
import { hashOf } from './pieces.ts';
import { makeReceipt } from './receipt-making.ts';
import type { ReceiptNumber } from './receipt.ts';
import { sealMessage } from './seal-message.ts';
import { stretchToSend } from './stretch.server.ts';
import { showStretched } from './stretch.ts';

/** What the sender of a form gets back, the same however often they send it. */
export interface Sent extends TakenIn {
  receipt: ReceiptNumber;
  /** The receipt, stretched: opens the thread without stretching it again. */
  opener: string;
}

/**
 * The receipt of a form without JavaScript: derived from the form's own key, so that sending it twice gives the
 * same one. The database keeps only the key's hash, so the server cannot derive it again later.
 */
function receiptOf(ring: KeyRing, authorityId: string, sendKey: string): ReceiptNumber {
  return makeReceipt((turn) =>
    Buffer.from(ring.mac('receipt making', authorityId, sendKey, String(turn)), 'base64url'),
  );
}

/** What must be the same beside the words when a form is sent again; nothing where there was nothing. */
async function named({ helped, pictures, attachments }: Beside): Promise<object> {
  if (!helped && pictures.length === 0 && attachments.length === 0) return {};
  return { helped, pictures, attachments: await Promise.all(attachments.map(({ bytes }) => hashOf(bytes))) };
}

/**
 * Takes in words that came in clear, from a phone that cannot seal: they are sealed here at once, in memory, into the
 * same envelope a phone makes, with what was said beside them.
 * @param as whose message it is, where its sender is signed in and wants it with theirs.
 * @throws Refusal `already-sent-differently` when this form was sent before with other words, `removed` when
 * its sender took it back.
 */
export async function receiveMessage(
  context: VoiceContext,
  authorityId: string,
  { words, ...about }: MessageDraft,
  sendKey: string,
  beside: Beside = nothingBeside,
  as: YoungPerson | null = null,
): Promise<Sent> {
  const { db, ring, clock } = context;
  const receipt = receiptOf(ring, authorityId, sendKey);
  const stretched = await stretchToSend(authorityId, receipt);
  const to = { authorityId, ...(await findActiveKey(db, authorityId)) };
  const { message, pieces } = await sealMessage(to, newId(clock()), { words, ...beside }, stretched);
  const payload = JSON.stringify({
    words,
    ...about,
    ...(as ? { as: as.personId } : {}),
    ...(await named(beside)),
  });
  const danger = soundsLikeDanger(words) || showsDanger(beside.pictures);
  const arrival = { ...message, authorityId, about, sendKey, payload, danger, sealedHere: pieces };
  const person = as && {
    personId: as.personId,
    keyId: as.keyId,
    wrapped: await wrapForPerson(
      as.publicKey,
      authorityId,
      message.messageId,
      as.personId,
      await dataKeyWithReceipt(message.keys, authorityId, message.messageId, stretched.key),
    ),
  };
  return { receipt, opener: showStretched(stretched), ...(await takeInOne(context, { ...arrival, person })) };
}
