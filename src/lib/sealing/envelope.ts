import { fromBase64Url, toBase64Url } from './encoding.ts';
import { pad, unpad } from './padding.ts';

/**
 * What a sealed text is bound to: it opens nowhere else (security: no swapping of rows, records or authorities).
 */
export interface Binding {
  authorityId: string;
  recordId: string;
  field: string;
}

/** Which version of this format sealed it, and with what: named in each envelope, so that both can change. */
const VERSION = 'v1';
const ALGORITHM = 'A256GCM';

type Bytes = Uint8Array<ArrayBuffer>;

export function additionalData({ authorityId, recordId, field }: Binding): Bytes {
  return new TextEncoder().encode([VERSION, authorityId, recordId, field].join('|'));
}

/** A fresh 256-bit key for one record's words. */
export function newDataKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

async function aesKey(key: Bytes, use: KeyUsage): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);
}

/** AES-256-GCM with a random 96-bit nonce, as `v1.A256GCM.nonce.ciphertext` in base64url. */
export async function encryptBytes(key: Bytes, plain: Bytes, additional: Bytes): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: additional },
    await aesKey(key, 'encrypt'),
    plain,
  );
  return [VERSION, ALGORITHM, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.');
}

/** @throws Error when the key, the text or what it is bound to is not the one it was sealed with. */
export async function decryptBytes(key: Bytes, sealed: string, additional: Bytes): Promise<Bytes> {
  const [version, algorithm, iv = '', text = ''] = sealed.split('.');
  if (version !== VERSION || algorithm !== ALGORITHM)
    throw new Error('Sealed in a way this version does not know.');
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64Url(iv), additionalData: additional },
    await aesKey(key, 'decrypt'),
    fromBase64Url(text),
  );
  return new Uint8Array(plain);
}

/** Seals words under a record's data key; their length is hidden in fixed buckets. */
export async function sealWords(dataKey: Bytes, words: string, binding: Binding): Promise<string> {
  return encryptBytes(dataKey, pad(new TextEncoder().encode(words)), additionalData(binding));
}

/** Keeps a mark of byte order that words begin with: what was typed is shown as it was typed. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** @throws Error as `decryptBytes`. */
export async function openWords(dataKey: Bytes, sealed: string, binding: Binding): Promise<string> {
  return utf8.decode(unpad(await decryptBytes(dataKey, sealed, additionalData(binding))));
}
