import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { takingTurns } from '../platform/turns.ts';
import { additionalData, decryptBytes, encryptBytes } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Argon2id, 19 MiB, 2 passes, 1 lane (security 2.4): some 25 ms on the slowest phone's server. */
const STRENGTH = { algorithm: 2, version: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A line of its own: a flood of sign-ins here makes nobody at the desk wait, and takes at most two cores. */
const inTurn = takingTurns(2);

/** What three words yield, never stored: what they are checked by, and what opens the private key. */
export interface StretchedWords {
  verifier: Bytes;
  key: Bytes;
}

const derive = (from: Bytes, use: string): Bytes =>
  new Uint8Array(hkdfSync('sha256', from, '', `said-and-done young ${use}`, 32));

/**
 * Stretches three words once, for checking them and for opening with them. A secret kept outside the database goes in
 * too: whoever steals the database alone cannot try words at all.
 */
export async function stretchWords(
  ring: KeyRing,
  ringId: string,
  authorityId: string,
  words: string,
  salt: Bytes,
): Promise<StretchedWords> {
  const peppered = createHmac('sha256', ring.secret('young words', ringId))
    .update(JSON.stringify([authorityId, words]))
    .digest();
  const raw = new Uint8Array(await inTurn(() => hashRaw(peppered, { ...STRENGTH, salt, outputLen: 32 })));
  return { verifier: derive(raw, 'verifier'), key: derive(raw, 'words key') };
}

export function sameBytes(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The key that a session's token opens; the database knows only the token's hash. */
export const sessionKey = (token: string): Bytes => derive(new TextEncoder().encode(token), 'session key');

/** The key that the server opens a passkey's wrap with: bound to the person and the one credential. */
export const passkeyKey = (ring: KeyRing, ringId: string, personId: string, credentialId: string): Bytes =>
  derive(
    new Uint8Array(
      createHmac('sha256', ring.secret('young passkeys', ringId))
        .update(JSON.stringify([personId, credentialId]))
        .digest(),
    ),
    'passkey key',
  );

/** What opens a private key: their words, a session, or a passkey. A wrap for one opens in no other's place. */
type Opener = 'words' | 'session' | `passkey/${string}`;

const boundTo = (authorityId: string, personId: string, keyId: string, opener: Opener) =>
  additionalData({ authorityId, recordId: personId, field: `young-private-key/${keyId}/${opener}` });

interface WhoseKey {
  authorityId: string;
  personId: string;
  keyId: string;
}

export async function wrapPrivateKey(
  key: Bytes,
  privateKey: Bytes,
  { authorityId, personId, keyId }: WhoseKey,
  opener: Opener,
): Promise<string> {
  return encryptBytes(key, privateKey, boundTo(authorityId, personId, keyId, opener));
}

/** @throws Error when the key is not the one it was wrapped with, or it was wrapped for somebody or something else. */
export async function openWrappedKey(
  key: Bytes,
  wrapped: string,
  { authorityId, personId, keyId }: WhoseKey,
  opener: Opener,
): Promise<Bytes> {
  return decryptBytes(key, wrapped, boundTo(authorityId, personId, keyId, opener));
}

/** An invitation's code, hashed in the same line as the words. */
export async function hashYoungCode(code: string): Promise<string> {
  return inTurn(() => hash(code, STRENGTH));
}

let decoy: Promise<string> | undefined;

/** Checks a code. With no stored hash it does the same work and answers false. */
export async function verifyYoungCode(stored: string | null, code: string): Promise<boolean> {
  decoy ??= hashYoungCode('nobody has this one');
  const against = stored ?? (await decoy);
  const right = await inTurn(() => verify(against, code));
  return stored !== null && right;
}
