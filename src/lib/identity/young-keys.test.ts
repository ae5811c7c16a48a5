import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyRingFrom } from '../sealing/key-ring.server.ts';
import { openWrappedKey, passkeyKey, sessionKey, stretchWords, wrapPrivateKey } from './young-keys.server.ts';

const aKey = () => randomBytes(32).toString('base64url');
const ring = keyRingFrom({ active: 'a', keys: { a: aKey() } });
const otherRing = keyRingFrom({ active: 'a', keys: { a: aKey() } });
const salt = new Uint8Array(randomBytes(16));
const whose = { authorityId: 'manchester', personId: 'p1', keyId: 'k1' };
const privateKey = new Uint8Array(randomBytes(48));

describe('three words', () => {
  test('yield the same again, and other things for other words, salts, authorities or key rings', async () => {
    const first = await stretchWords(ring, 'a', 'manchester', 'marble teapot windmill', salt);
    expect(await stretchWords(ring, 'a', 'manchester', 'marble teapot windmill', salt)).toEqual(first);
    const others = await Promise.all([
      stretchWords(ring, 'a', 'manchester', 'marble teapot windmil', salt),
      stretchWords(ring, 'a', 'manchester', 'marble teapot windmill', new Uint8Array(randomBytes(16))),
      stretchWords(ring, 'a', 'warrington', 'marble teapot windmill', salt),
      stretchWords(otherRing, 'a', 'manchester', 'marble teapot windmill', salt),
    ]);
    for (const other of others) {
      expect(other.verifier).not.toEqual(first.verifier);
      expect(other.key).not.toEqual(first.key);
    }
    expect(first.key).not.toEqual(first.verifier);
  });
});

describe('a wrapped private key', () => {
  test('opens for whom and with what it was wrapped, and in no other place', async () => {
    const key = sessionKey('a token');
    const wrapped = await wrapPrivateKey(key, privateKey, whose, 'session');
    expect(await openWrappedKey(key, wrapped, whose, 'session')).toEqual(privateKey);
    await expect(openWrappedKey(sessionKey('another'), wrapped, whose, 'session')).rejects.toThrow();
    await expect(openWrappedKey(key, wrapped, whose, 'words')).rejects.toThrow();
    for (const other of [{ personId: 'p2' }, { authorityId: 'warrington' }, { keyId: 'k2' }])
      await expect(openWrappedKey(key, wrapped, { ...whose, ...other }, 'session')).rejects.toThrow();
  });

  test('of a passkey is bound to the person and the credential', () => {
    const key = passkeyKey(ring, 'a', 'p1', 'c1');
    expect(passkeyKey(ring, 'a', 'p1', 'c1')).toEqual(key);
    expect(passkeyKey(ring, 'a', 'p1', 'c2')).not.toEqual(key);
    expect(passkeyKey(ring, 'a', 'p2', 'c1')).not.toEqual(key);
  });
});
