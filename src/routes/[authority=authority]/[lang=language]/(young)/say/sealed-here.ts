import { sealReceipt, type KeptReceipt } from '$lib/voice/outbox-key.ts';
import { newItem, type OutboxItem } from '$lib/voice/outbox.ts';
import { hashOf } from '$lib/voice/pieces.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import type { ReceiptNumber } from '$lib/voice/receipt.ts';
import type { SealedPiece } from '$lib/voice/seal-message.ts';
import { showStretched, stretchReceipt, type StretchedReceipt } from '$lib/voice/stretch.ts';

/** Everything that is sent as one, sealed on this phone: nothing of it can be read here but the receipt. */
export interface SealedHere {
  item: OutboxItem;
  pieces: SealedPiece[];
  receipt: KeptReceipt;
}

/** A receipt that this phone has just made. */
export interface NewReceipt {
  number: ReceiptNumber;
  stretched: StretchedReceipt;
}

export async function newReceipt(authorityId: string): Promise<NewReceipt> {
  const number = makeReceipt();
  return { number, stretched: await stretchReceipt(authorityId, number) };
}

/** Makes of sealed bytes what this phone keeps and sends. From now on the very same bytes are sent. */
export async function toSend(
  { dataset }: HTMLFormElement,
  { id, body, pieces }: { id: string; body: string; pieces: SealedPiece[] },
  { number, stretched }: NewReceipt,
  slot: string | null,
): Promise<SealedHere> {
  const receipt = { number: String(number), opener: showStretched(stretched) };
  const item = newItem({
    id,
    authorityId: dataset.authority ?? '',
    address: (dataset.sealed ?? '').replace(/\/sealed$/, ''),
    savedAt: new Date().toISOString(),
    body,
    hash: await hashOf(new TextEncoder().encode(body)),
    pieces: pieces.map(({ name, hash }) => ({ name, hash })),
    receipt: await sealReceipt(id, receipt),
    slot,
  });
  return { item, pieces, receipt };
}
