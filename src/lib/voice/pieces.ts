import { toBase64Url } from '../sealing/encoding.ts';
import { additionalData } from '../sealing/envelope.ts';
import type { AttachmentKind } from './parts.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of a recording or drawing that go into one piece: what was not sent when the signal went is sent again alone. */
const PIECE_BYTES = 192 * 1024;
/** Sealed pieces are filled up to steps of this many bytes, so that their length tells little. */
const STEP = 64 * 1024;
const LENGTH_BYTES = 4;
const NONCE_BYTES = 12;
/** Which version of this format a piece is in: its first byte. */
const VERSION = 1;

/** The most bytes one sealed piece takes: version, nonce, length, filling and tag. */
export const SEALED_PIECE_MAX = PIECE_BYTES + STEP + 64;

/**
 * What the pieces of one message take at most: ATTACHED_BYTES_MAX is eleven pieces of a recording, or twelve where a
 * drawing is beside it, each filled up.
 */
export const SEALED_BYTES_MAX = 12 * SEALED_PIECE_MAX;

/** A piece as it is named beside its message: `voice.0`, `drawing.1`. */
export type PieceName = `${AttachmentKind}.${number}`;

export const pieceName = (kind: AttachmentKind, place: number): PieceName => `${kind}.${place}`;

/** A sealed piece is bound to its message and its place in it. */
const bindingOf = (authorityId: string, messageId: string, name: PieceName): Bytes =>
  additionalData({ authorityId, recordId: messageId, field: `piece/${name}` });

async function aesKey(dataKey: Bytes, use: KeyUsage): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', dataKey, 'AES-GCM', false, [use]);
}

function filled(bytes: Bytes): Bytes {
  const padded = new Uint8Array(Math.ceil((bytes.length + LENGTH_BYTES) / STEP) * STEP);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, LENGTH_BYTES);
  return padded;
}

/** A recording or drawing in pieces, in their order. */
export function splitPieces(bytes: Bytes): Bytes[] {
  const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
  return Array.from({ length: count }, (_, place) =>
    bytes.slice(place * PIECE_BYTES, (place + 1) * PIECE_BYTES),
  );
}

/** Seals one piece: version, nonce, AES-256-GCM. Binary, because phones pay for every byte. */
export async function sealPiece(
  dataKey: Bytes,
  authorityId: string,
  messageId: string,
  name: PieceName,
  bytes: Bytes,
): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bindingOf(authorityId, messageId, name) },
    await aesKey(dataKey, 'encrypt'),
    filled(bytes),
  );
  const piece = new Uint8Array(1 + NONCE_BYTES + sealed.byteLength);
  piece[0] = VERSION;
  piece.set(iv, 1);
  piece.set(new Uint8Array(sealed), 1 + NONCE_BYTES);
  return piece;
}

/** @throws Error when the key, the piece, its message or its place is not the one it was sealed with. */
export async function openPiece(
  dataKey: Bytes,
  authorityId: string,
  messageId: string,
  name: PieceName,
  piece: Bytes,
): Promise<Bytes> {
  if (piece[0] !== VERSION) throw new Error('Sealed in a way this version does not know.');
  const padded = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: piece.slice(1, 1 + NONCE_BYTES),
      additionalData: bindingOf(authorityId, messageId, name),
    },
    await aesKey(dataKey, 'decrypt'),
    piece.slice(1 + NONCE_BYTES),
  );
  const length = new DataView(padded).getUint32(0);
  if (length + LENGTH_BYTES > padded.byteLength) throw new RangeError('The padding is not right.');
  return new Uint8Array(padded, LENGTH_BYTES, length).slice();
}

/** What the hash of a piece or a message is, on phone and server: SHA-256 in base64url. */
export async function hashOf(bytes: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
