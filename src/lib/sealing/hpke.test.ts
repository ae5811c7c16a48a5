import { createCipheriv, createDecipheriv, createECDH, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from './encoding.ts';
import { newKeyPair, unwrapWith, wrapTo } from './hpke.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const text = (words: string) => new TextEncoder().encode(words);

/**
 * RFC 9180 written out a second time, over Node's crypto and sharing nothing with the library we use: mode base,
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; every length here fits one block of HMAC.
 */
const KEM = Buffer.concat([Buffer.from('KEM'), hex('0010')]);
const SUITE = Buffer.concat([Buffer.from('HPKE'), hex('0010'), hex('0001'), hex('0002')]);

const hmac = (key: Uint8Array, ...parts: Uint8Array[]) =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest();

const extract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
  hmac(salt, text('HPKE-v1'), suite, text(label), ikm);

function expand(suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number) {
  const size = Uint8Array.of(length >> 8, length & 255);
  return hmac(key, size, text('HPKE-v1'), suite, text(label), info, Uint8Array.of(1)).subarray(0, length);
}

const NONE = new Uint8Array();

function keyAndNonce(dh: Uint8Array, enc: Uint8Array, pkR: Uint8Array, info: Uint8Array) {
  const eae = extract(KEM, NONE, 'eae_prk', dh);
  const shared = expand(KEM, eae, 'shared_secret', Buffer.concat([enc, pkR]), 32);
  const context = Buffer.concat([
    Uint8Array.of(0),
    extract(SUITE, NONE, 'psk_id_hash', NONE),
    extract(SUITE, NONE, 'info_hash', info),
  ]);
  const secret = extract(SUITE, shared, 'secret', NONE);
  return {
    shared,
    key: expand(SUITE, secret, 'key', context, 32),
    nonce: expand(SUITE, secret, 'base_nonce', context, 12),
  };
}

function holderOf(privateKey: Uint8Array) {
  const holder = createECDH('prime256v1');
  holder.setPrivateKey(privateKey);
  return holder;
}

function openByHand(skR: Uint8Array, enc: Uint8Array, sealed: Uint8Array, info: Uint8Array, aad: Uint8Array) {
  const holder = holderOf(skR);
  const { key, nonce } = keyAndNonce(holder.computeSecret(enc), enc, holder.getPublicKey(), info);
  const open = createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad).setAuthTag(sealed.subarray(-16));
  return new Uint8Array(Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]));
}

function sealByHand(skE: Uint8Array, pkR: Uint8Array, plain: Uint8Array, info: Uint8Array, aad: Uint8Array) {
  const sender = holderOf(skE);
  const enc = sender.getPublicKey();
  const { key, nonce } = keyAndNonce(sender.computeSecret(pkR), enc, pkR, info);
  const seal = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  const sealed = Buffer.concat([seal.update(plain), seal.final(), seal.getAuthTag()]);
  return { enc, sealed };
}

/** The CFRG's own vector for this suite (test-vectors.json, commit 5f503c5, which RFC 9180 names), encryption 0. */
const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  skRm: hex('317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2'),
  skEm: hex('90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e'),
  pkRm: hex(
    '04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c',
  ),
  enc: hex(
    '04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0',
  ),
  sharedSecret: '48893fecd82f7c3456af6a42d8f56325d21e08c10fa81299986aaff54cde7b49',
  key: 'ee16802a936d5f544771131900ee6973d0551de9e852ece2ef34bf0d5f9e1d1d',
  nonce: '9bc50980832a7b4b58c40161',
  aad: hex('436f756e742d30'),
  plain: hex('4265617574792069732074727574682c20747275746820626561757479'),
  sealed: hex('58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f'),
};

describe('RFC 9180 by hand', () => {
  test('comes to the keys of the known answer', () => {
    const { shared, key, nonce } = keyAndNonce(
      holderOf(vector.skRm).computeSecret(vector.enc),
      vector.enc,
      vector.pkRm,
      vector.info,
    );
    expect([shared, key, nonce].map((bytes) => bytes.toString('hex'))).toEqual([
      vector.sharedSecret,
      vector.key,
      vector.nonce,
    ]);
  });

  test('opens the known answer', () => {
    expect(openByHand(vector.skRm, vector.enc, vector.sealed, vector.info, vector.aad)).toEqual(vector.plain);
  });

  test('seals the known answer, byte for byte', () => {
    const { enc, sealed } = sealByHand(vector.skEm, vector.pkRm, vector.plain, vector.info, vector.aad);
    expect(new Uint8Array(enc)).toEqual(vector.enc);
    expect(new Uint8Array(sealed)).toEqual(vector.sealed);
  });
});

const OUR_INFO = text('said-and-done record key v1');
const dataKey = Uint8Array.from({ length: 32 }, (_, place) => place);
const bound = text('v1|manchester|record-1|data-key');
const pair = await newKeyPair();
const wrapped = await wrapTo(pair.publicKey, dataKey, bound);

describe('our wrapping', () => {
  test('is RFC 9180: what we wrap opens by hand', () => {
    const [enc = '', sealed = ''] = wrapped.split('.');
    expect(openByHand(pair.privateKey, fromBase64Url(enc), fromBase64Url(sealed), OUR_INFO, bound)).toEqual(
      dataKey,
    );
  });

  test('is RFC 9180: what is wrapped by hand opens with ours', async () => {
    const { enc, sealed } = sealByHand(vector.skEm, fromBase64Url(pair.publicKey), dataKey, OUR_INFO, bound);
    const byHand = `${toBase64Url(enc)}.${toBase64Url(sealed)}`;
    expect(await unwrapWith(pair.privateKey, byHand, bound)).toEqual(dataKey);
  });

  test('opens with the key it was made for', async () => {
    expect(await unwrapWith(pair.privateKey, wrapped, bound)).toEqual(dataKey);
  });

  test('is different every time', async () => {
    expect(await wrapTo(pair.publicKey, dataKey, bound)).not.toBe(wrapped);
  });

  test('shows nothing of the data key', () => {
    expect(wrapped).not.toContain(toBase64Url(dataKey).slice(0, 20));
  });

  test('is refused with another private key', async () => {
    const other = await newKeyPair();
    await expect(unwrapWith(other.privateKey, wrapped, bound)).rejects.toThrow();
  });

  test('is refused for another record', async () => {
    await expect(
      unwrapWith(pair.privateKey, wrapped, text('v1|manchester|record-2|data-key')),
    ).rejects.toThrow();
  });

  test.each(['', '.', 'x.y', wrapped.slice(0, -4), `${wrapped}AAAA`])('is refused as %j', async (broken) => {
    await expect(unwrapWith(pair.privateKey, broken, bound)).rejects.toThrow();
  });

  test('is refused when one byte has changed', async () => {
    const [enc = '', sealed = ''] = wrapped.split('.');
    const bytes = fromBase64Url(sealed);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await expect(unwrapWith(pair.privateKey, `${enc}.${toBase64Url(bytes)}`, bound)).rejects.toThrow();
  });

  test('takes exactly the bytes it is given, when they are part of a larger buffer', async () => {
    const larger = new Uint8Array(96);
    larger.set(dataKey, 32);
    const part = larger.subarray(32, 64);
    const ofPart = await wrapTo(pair.publicKey, part, bound);
    expect(await unwrapWith(pair.privateKey, ofPart, bound)).toEqual(dataKey);
  });

  test('is bound to exactly the bytes it is given, when they are part of a larger buffer', async () => {
    const larger = new Uint8Array(bound.length + 16).fill(7);
    larger.set(bound, 8);
    const part = larger.subarray(8, 8 + bound.length);
    const toPart = await wrapTo(pair.publicKey, dataKey, part);
    expect(await unwrapWith(pair.privateKey, toPart, bound)).toEqual(dataKey);
  });
});
