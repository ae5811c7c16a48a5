import { newDataKey, sealWords } from '../sealing/envelope.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { wrapDataKey, type AuthorityKey, type WrappedKeys } from '../sealing/records.ts';
import type { AttachmentFacts, Parts, Picture } from './parts.ts';
import { hashOf, pieceName, sealPiece, splitPieces, type PieceName } from './pieces.ts';
import type { StretchedReceipt } from './stretch.ts';
import { entryBinding, FIRST_WORDS } from './thread.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A recording or a drawing that is about to be sealed. */
export interface Attachment extends Omit<AttachmentFacts, 'pieces'> {
  bytes: Bytes;
}

/** Everything somebody says in one message. Any of it may be empty, not all of it. */
export interface Said {
  words: string;
  helped: boolean;
  pictures: Picture[];
  attachments: Attachment[];
}

/** What is said in words alone. */
export const inWords = (words: string): Said => ({ words, helped: false, pictures: [], attachments: [] });

/** A piece as its message names it, so that neither can be changed without the other. */
export interface NamedPiece {
  name: PieceName;
  /** SHA-256 of the sealed bytes, in base64url. */
  hash: string;
}

/** A message that only its authority and its receipt can open: made on the phone, or here for a phone that cannot. */
export interface SealedMessage {
  /** A UUID. */
  messageId: string;
  keys: WrappedKeys;
  /** Finds the thread again, in base64url. */
  verifier: string;
  /** The words (sealing/envelope.ts). */
  sealed: string;
  /** What was said beside words (parts.ts); null where there is nothing. */
  parts: string | null;
  /** The pieces of its recording and drawing, which are sent before it. */
  pieces: NamedPiece[];
}

/** A sealed piece as it is sent. */
export interface SealedPiece extends NamedPiece {
  body: Bytes;
}

async function sealAttachment(
  authorityId: string,
  messageId: string,
  dataKey: Bytes,
  { kind, bytes }: Attachment,
): Promise<SealedPiece[]> {
  return Promise.all(
    splitPieces(bytes).map(async (part, place) => {
      const name = pieceName(kind, place);
      const body = await sealPiece(dataKey, authorityId, messageId, name, part);
      return { name, hash: await hashOf(body), body };
    }),
  );
}

/** Seals what was said to the authority's key at the moment of sending (RFC 9180; docs/decisions). */
export async function sealMessage(
  to: AuthorityKey & { authorityId: string },
  messageId: string,
  { words, helped, pictures, attachments }: Said,
  { key, verifier }: StretchedReceipt,
): Promise<{ message: SealedMessage; pieces: SealedPiece[] }> {
  const { authorityId } = to;
  const dataKey = newDataKey();
  const seal = (text: string, kind: 'said' | 'parts') =>
    sealWords(dataKey, text, entryBinding(authorityId, messageId, kind, FIRST_WORDS));
  const sealedAttachments = await Promise.all(
    attachments.map((one) => sealAttachment(authorityId, messageId, dataKey, one)),
  );
  const parts: Parts = {
    helped,
    pictures,
    attachments: attachments.map(({ kind, type, seconds }, place) => ({
      kind,
      type,
      seconds,
      pieces: sealedAttachments[place]!.length,
    })),
  };
  const hasParts = helped || pictures.length > 0 || attachments.length > 0;
  const pieces = sealedAttachments.flat();
  const message = {
    messageId,
    keys: await wrapDataKey(to, authorityId, messageId, dataKey, key),
    verifier: toBase64Url(verifier),
    sealed: await seal(words, 'said'),
    parts: hasParts ? await seal(JSON.stringify(parts), 'parts') : null,
    pieces: pieces.map(({ name, hash }) => ({ name, hash })),
  };
  return { message, pieces };
}
