import { newId } from '$lib/platform/ids.ts';
import { sealReceipt, type KeptReceipt } from '$lib/voice/outbox-key.ts';
import { newItem, type OutboxItem } from '$lib/voice/outbox.ts';
import { hashOf } from '$lib/voice/pieces.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import { sealMessage, type SealedPiece } from '$lib/voice/seal-message.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';
import type { Told } from './read-form.ts';

/** Everything of one message, sealed on this phone: nothing of it can be read here but the receipt. */
export interface SealedHere {
  item: OutboxItem;
  pieces: SealedPiece[];
  receipt: KeptReceipt;
}

/** Seals a message to its authority at the moment of sending. From now on the very same bytes are sent. */
export async function sealForm(
  form: HTMLFormElement,
  { said, ...told }: Told,
  key: string,
  slot: string | null,
): Promise<SealedHere> {
  const { authority: authorityId = '', kid = '', publicKey = '', sealed = '' } = form.dataset;
  const number = makeReceipt();
  const stretched = await stretchReceipt(authorityId, number);
  const { message, pieces } = await sealMessage({ authorityId, kid, publicKey }, newId(), said, stretched);
  const body = JSON.stringify({ key, message, ...told });
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
