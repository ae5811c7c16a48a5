import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64Url, toBase64Url } from './encoding.ts';

/** RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. WebCrypto only: the same on phone and server. */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const INFO = new TextEncoder().encode('said-and-done record key v1');

/** A new key pair: the public half in base64url (uncompressed point), the private half as PKCS #8 bytes. */
export async function newKeyPair(): Promise<{ publicKey: string; privateKey: Uint8Array<ArrayBuffer> }> {
  const pair = await suite.kem.generateKeyPair();
  const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
  const privateKey = new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey));
  return { publicKey: toBase64Url(publicKey), privateKey };
}

/** Wraps a data key so that only the holder of the private key opens it, and only for the same `bound` bytes. */
export async function wrapTo(
  publicKey: string,
  dataKey: Uint8Array<ArrayBuffer>,
  bound: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64Url(publicKey).buffer);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: INFO.buffer });
  const sealed = await sender.seal(dataKey.slice().buffer, bound.slice().buffer);
  return `${toBase64Url(new Uint8Array(sender.enc))}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** @throws Error when the key or the bound bytes are not the ones it was wrapped with. */
export async function unwrapWith(
  privateKey: Uint8Array<ArrayBuffer>,
  wrapped: string,
  bound: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const [enc = '', sealed = ''] = wrapped.split('.');
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey.slice().buffer);
  const recipient = await suite.createRecipientContext({
    recipientKey,
    enc: fromBase64Url(enc).buffer,
    info: INFO.buffer,
  });
  return new Uint8Array(await recipient.open(fromBase64Url(sealed).buffer, bound.slice().buffer));
}
