import { fromBase64Url, toBase64Url } from '../sealing/encoding.ts';
import type { ReceiptNumber } from './receipt.ts';

/** PBKDF2-SHA256 rounds; a receipt is stretched once, on the phone or, without JavaScript, on the server. */
const ROUNDS = 600_000;

export interface StretchedReceipt {
  /** Opens the record's data key. Never stored. */
  key: Uint8Array<ArrayBuffer>;
  /** Finds the thread. Only its HMAC under the pepper is stored. */
  verifier: Uint8Array<ArrayBuffer>;
}

const text = (words: string) => new TextEncoder().encode(words);

/** Turns a receipt into its two keys, salted with the authority. About 0.2 s on a laptop, once. */
export async function stretchReceipt(authorityId: string, number: ReceiptNumber): Promise<StretchedReceipt> {
  const secret = await crypto.subtle.importKey('raw', text(number.toString()), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const salt = text(`said-and-done receipt|${authorityId}`);
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    secret,
    256,
  );
  const base = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits']);
  const derive = async (use: string) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text(use) },
        base,
        256,
      ),
    );
  return { key: await derive('record key'), verifier: await derive('verifier') };
}

/** A stretched receipt as a form carries it: both keys, in base64url. */
export function showStretched({ key, verifier }: StretchedReceipt): string {
  return toBase64Url(Uint8Array.of(...key, ...verifier));
}

/** @returns null for what is no stretched receipt. */
export function readStretched(text: string): StretchedReceipt | null {
  if (!/^[\w-]{86}$/.test(text)) return null;
  const bytes = fromBase64Url(text);
  return bytes.length === 64 ? { key: bytes.slice(0, 32), verifier: bytes.slice(32) } : null;
}
