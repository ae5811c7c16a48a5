import { fromBase64Url, toBase64Url } from '../sealing/encoding.ts';
import { STRICT, withPhone } from './outbox-database.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const NONCE_BYTES = 12;
const OWN = 'phone';

let known: Promise<CryptoKey> | null = null;

async function findOrMake(): Promise<CryptoKey> {
  const there = await withPhone((db) => db.get('keys', OWN));
  if (there) return there;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return withPhone(async (db) => {
    const change = db.transaction('keys', 'readwrite', STRICT);
    // Another tab may have been quicker: its key is this phone's.
    const first = await change.store.get(OWN);
    if (!first) await change.store.put(made, OWN);
    await change.done;
    return first ?? made;
  });
}

/** This phone's own key, made when it is first needed. No script can read it out. @throws where nothing can be kept. */
async function phoneKey(): Promise<CryptoKey> {
  known ??= findOrMake();
  try {
    return await known;
  } catch (fault) {
    known = null;
    throw fault;
  }
}

const bound = (place: string) => new TextEncoder().encode(`said-and-done phone|${place}`);

/** Seals bytes for this phone alone, bound to their place. */
export async function sealHere(place: string, bytes: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await phoneKey();
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bound(place) },
    key,
    bytes,
  );
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), NONCE_BYTES);
  return whole;
}

/** @throws Error when it was sealed by another phone's key, or for another place. */
export async function openHere(place: string, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.slice(0, NONCE_BYTES);
  const key = await phoneKey();
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData: bound(place) },
    key,
    sealed.slice(NONCE_BYTES),
  );
  return new Uint8Array(opened);
}

/** A receipt as this phone keeps it, until its owner says that they have it. */
export interface KeptReceipt {
  /** The 66 bits, in decimal digits. */
  number: string;
  /** The same, stretched: opens the thread. */
  opener: string;
}

/** @returns null where this phone cannot keep it. */
export async function sealReceipt(id: string, receipt: KeptReceipt): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(receipt));
  return sealHere(`receipt|${id}`, bytes).then(toBase64Url, () => null);
}

/** @returns null where it cannot be opened any more: the key went with the store that held it. */
export async function openReceipt(id: string, sealed: string): Promise<KeptReceipt | null> {
  try {
    const bytes = await openHere(`receipt|${id}`, fromBase64Url(sealed));
    return JSON.parse(new TextDecoder().decode(bytes)) as KeptReceipt;
  } catch {
    return null;
  }
}
