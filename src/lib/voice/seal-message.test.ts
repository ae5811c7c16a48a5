import { expect, test } from 'vitest';
import { decryptBytes, openWords } from '../sealing/envelope.ts';
import { newKeyPair, unwrapWith } from '../sealing/hpke.ts';
import { boundTo } from '../sealing/records.ts';
import { sealMessage } from './seal-message.ts';
import { readStretched, showStretched } from './stretch.ts';
import { entryBinding, FIRST_WORDS } from './thread.ts';

const stretched = { key: new Uint8Array(32).fill(7), verifier: new Uint8Array(32).fill(9) };
const id = '0192f0a0-0000-7000-8000-000000000001';
const pair = await newKeyPair();
const to = { authorityId: 'manchester', kid: 'k1', publicKey: pair.publicKey };
const words = 'My own words. ቃላተይ 🙂';
const sealed = await sealMessage(to, id, words, stretched);
const binding = entryBinding('manchester', id, 'said', FIRST_WORDS);
const forAuthority = (authorityId: string, recordId: string) =>
  unwrapWith(pair.privateKey, sealed.keys.forAuthority, boundTo(authorityId, recordId, 'authority', 'k1'));

test('the authority’s private key opens the words, and so does the receipt', async () => {
  const dataKey = await forAuthority('manchester', id);
  expect(await openWords(dataKey, sealed.sealed, binding)).toBe(words);
  const bound = boundTo('manchester', id, 'receipt', 'receipt');
  const again = await decryptBytes(stretched.key, sealed.keys.forReceipt, bound);
  expect(await openWords(again, sealed.sealed, binding)).toBe(words);
});

test('it opens at no other authority, for no other message and with no other key', async () => {
  await expect(forAuthority('warrington', id)).rejects.toThrow();
  await expect(forAuthority('manchester', id.replace('1', '2'))).rejects.toThrow();
  const dataKey = await forAuthority('manchester', id);
  const elsewhere = entryBinding('manchester', id, 'answer', FIRST_WORDS);
  await expect(openWords(dataKey, sealed.sealed, elsewhere)).rejects.toThrow();
  const other = await newKeyPair();
  const bound = boundTo('manchester', id, 'authority', 'k1');
  await expect(unwrapWith(other.privateKey, sealed.keys.forAuthority, bound)).rejects.toThrow();
});

test('nothing of the words or the receipt’s key stands in it, and its length tells little', async () => {
  const text = JSON.stringify(sealed);
  expect(text).not.toContain('words');
  expect(text).not.toContain(Buffer.from(stretched.key).toString('base64url'));
  const longer = await sealMessage(to, id, `${words} and more of them`, stretched);
  expect(longer.sealed).toHaveLength(sealed.sealed.length);
});

test('two sealings of the same words share nothing', async () => {
  const again = await sealMessage(to, id, words, stretched);
  expect(again.sealed).not.toBe(sealed.sealed);
  expect(again.keys.forAuthority).not.toBe(sealed.keys.forAuthority);
});

test('a stretched receipt survives a form; anything else is none', () => {
  expect(readStretched(showStretched(stretched))).toEqual(stretched);
  for (const text of ['', 'A'.repeat(85), 'A'.repeat(87), `${'A'.repeat(85)}!`, 'zoo zoo'])
    expect(readStretched(text)).toBeNull();
});
