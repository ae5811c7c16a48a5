import { newId } from '$lib/platform/ids.ts';
import { wellFormed } from '$lib/platform/forms.ts';
import { sealReceipt, type KeptReceipt } from '$lib/voice/outbox-key.ts';
import { newItem, type OutboxItem } from '$lib/voice/outbox.ts';
import type { Picture } from '$lib/voice/parts.ts';
import { hashOf } from '$lib/voice/pieces.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import { sealMessage, type Attachment, type Said, type SealedPiece } from '$lib/voice/seal-message.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';

/** What somebody says on a page, and what they tell beside it. */
export interface Told {
  said: Said;
  about: string;
  mood: string;
  answer: string;
}

export function readForm(fields: FormData, attachments: Attachment[]): Told {
  const text = (name: string, usual = '') => String(fields.get(name) ?? usual);
  return {
    said: {
      words: wellFormed(text('words')),
      helped: text('helped') === 'yes',
      pictures: fields.getAll('picture').map(String) as Picture[],
      attachments,
    },
    about: text('about'),
    mood: text('mood'),
    answer: text('answer', 'yes'),
  };
}

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
