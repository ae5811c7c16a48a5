import { newId } from '$lib/platform/ids.ts';
import { dataKeyWithReceipt, wrapForPerson } from '$lib/sealing/person-wrap.ts';
import { sealMessage, type SealedMessage } from '$lib/voice/seal-message.ts';
import type { Told } from './read-form.ts';
import { newReceipt, toSend, type SealedHere } from './sealed-here.ts';
import type { SignedIn } from './signed-in.ts';

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
  const { authority: authorityId = '', kid = '', publicKey = '' } = form.dataset;
  const made = await newReceipt(authorityId);
  const to = { authorityId, kid, publicKey };
  const { message, pieces } = await sealMessage(to, newId(), said, made.stretched);
  const theirs = sender ? await asTheirs(sender, authorityId, message, made.stretched.key) : {};
  const body = JSON.stringify({ key, message, ...told, ...theirs });
  return toSend(form, { id: message.messageId, body, pieces }, made, slot);
}
