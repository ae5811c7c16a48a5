import { newDataKey, sealWords } from '../sealing/envelope.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { wrapDataKey, type AuthorityKey, type WrappedKeys } from '../sealing/records.ts';
import type { StretchedReceipt } from './stretch.ts';
import { entryBinding, FIRST_WORDS } from './thread.ts';

/** A message that only its authority and its receipt can open: made on the phone, or here for a phone that cannot. */
export interface SealedMessage {
  /** A UUID. */
  messageId: string;
  keys: WrappedKeys;
  /** Finds the thread again, in base64url. */
  verifier: string;
  /** The words (sealing/envelope.ts). */
  sealed: string;
}

/** Seals words to the authority's key at the moment of sending (RFC 9180; docs/decisions). */
export async function sealMessage(
  to: AuthorityKey & { authorityId: string },
  messageId: string,
  words: string,
  { key, verifier }: StretchedReceipt,
): Promise<SealedMessage> {
  const dataKey = newDataKey();
  const binding = entryBinding(to.authorityId, messageId, 'said', FIRST_WORDS);
  return {
    messageId,
    keys: await wrapDataKey(to, to.authorityId, messageId, dataKey, key),
    verifier: toBase64Url(verifier),
    sealed: await sealWords(dataKey, words, binding),
  };
}
