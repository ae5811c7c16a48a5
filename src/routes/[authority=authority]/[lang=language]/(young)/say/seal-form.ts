import { newId } from '$lib/platform/ids.ts';
import { dataKeyWithReceipt, wrapForPerson } from '$lib/sealing/person-wrap.ts';
import { sealReceipt, type KeptReceipt } from '$lib/voice/outbox-key.ts';
import { newItem, type OutboxItem } from '$lib/voice/outbox.ts';
import { hashOf } from '$lib/voice/pieces.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import { sealMessage, type SealedMessage, type SealedPiece } from '$lib/voice/seal-message.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';
import type { Told } from './read-form.ts';
import type { SignedIn } from './signed-in.ts';

/** Everything of one message, sealed on this phone: nothing of it can be read here but the receipt. */
export interface SealedHere {
  item: OutboxItem;
  pieces: SealedPiece[];
  receipt: KeptReceipt;
}

/** What a form carries when its sender is signed in and wants it with theirs: its data key, wrapped to their own. */
async function asTheirs(
  { personId, publicKey }: SignedIn,
  authorityId: string,
  { messageId, keys }: SealedMessage,
  receiptKey: Uint8Array<ArrayBuffer>,
): Promise<{ as: string; forPerson: string }> {
  const dataKey = await dataKeyWithReceipt(keys, authorityId, messageId, receiptKey);
  return {
    as: personId,
    forPerson: await wrapForPerson(publicKey, authorityId, messageId, personId, dataKey),
  };
}

/**
 * Seals a message to its authority at the moment of sending. From now on the very same bytes are sent.
 * @param sender whose message it is to be; null for nobody's name.
 */
export async function sealForm(
  form: HTMLFormElement,
  { said, ...told }: Told,
  key: string,
  slot: string | null,
  sender: SignedIn | null,
): Promise<SealedHere> {
  const { authority: authorityId = '', kid = '', publicKey = '', sealed = '' } = form.dataset;
  const number = makeReceipt();
  const stretched = await stretchReceipt(authorityId, number);
  const { message, pieces } = await sealMessage({ authorityId, kid, publicKey }, newId(), said, stretched);
  const theirs = sender ? await asTheirs(sender, authorityId, message, stretched.key) : {};
  const body = JSON.stringify({ key, message, ...told, ...theirs });
  const receipt = { number: String(number), opener: showStretched(stretched) };
  const item = newItem({
    id: message.messageId,
    authorityId,
    address: sealed.replace(/\/sealed$/, ''),
    savedAt: new Date().toISOString(),
    body,
    hash: await hashOf(new TextEncoder().encode(body)),
    pieces: message.pieces,
    receipt: await sealReceipt(message.messageId, receipt),
    slot,
  });
  return { item, pieces, receipt };
}
