import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyRingFrom } from '../sealing/key-ring.server.ts';
import { vapidKeys } from './vapid.server.ts';

const one = { active: 'a', keys: { a: 'A'.repeat(43) } };
const two = { active: 'b', keys: { a: 'A'.repeat(43), b: 'B'.repeat(43) } };

test('a key ring of any age has keys for push: the same at every start, a point of the curve and its number', () => {
  const keys = vapidKeys(keyRingFrom(one));
  expect(vapidKeys(keyRingFrom(one))).toEqual(keys);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(keys.privateKey, 'base64url');
  expect(curve.getPublicKey('base64url')).toBe(keys.publicKey);
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65);
});

test('a phone that was told under an older key still is', () => {
  expect(vapidKeys(keyRingFrom(two), 'a')).toEqual(vapidKeys(keyRingFrom(one)));
  expect(vapidKeys(keyRingFrom(two))).not.toEqual(vapidKeys(keyRingFrom(one)));
});
