import { expect, test } from 'vitest';
import { decryptBytes, openWords } from '../sealing/envelope.ts';
import { newKeyPair, unwrapWith } from '../sealing/hpke.ts';
import { boundTo } from '../sealing/records.ts';
import { inWords, sealMessage } from './seal-message.ts';
import { readParts } from './parts.ts';
import { openPiece } from './pieces.ts';
import { readStretched, showStretched } from './stretch.ts';
import { entryBinding, FIRST_WORDS } from './thread.ts';

const stretched = { key: new Uint8Array(32).fill(7), verifier: new Uint8Array(32).fill(9) };
const id = '0192f0a0-0000-7000-8000-000000000001';
const pair = await newKeyPair();
const to = { authorityId: 'manchester', kid: 'k1', publicKey: pair.publicKey };
const words = 'My own words. ቃላተይ 🙂';
const { message: sealed } = await sealMessage(to, id, inWords(words), stretched);
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
  const { message: longer } = await sealMessage(to, id, inWords(`${words} and more of them`), stretched);
  expect(longer.sealed).toHaveLength(sealed.sealed.length);
});

test('two sealings of the same words share nothing', async () => {
  const { message: again } = await sealMessage(to, id, inWords(words), stretched);
  expect(again.sealed).not.toBe(sealed.sealed);
  expect(again.keys.forAuthority).not.toBe(sealed.keys.forAuthority);
});

test('a stretched receipt survives a form; anything else is none', () => {
  expect(readStretched(showStretched(stretched))).toEqual(stretched);
  for (const text of ['', 'A'.repeat(85), 'A'.repeat(87), `${'A'.repeat(85)}!`, 'zoo zoo'])
    expect(readStretched(text)).toBeNull();
});

test('a recording is sealed in pieces that open only in their place, and the rest beside it', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const long = new Uint8Array([...bytes, ...bytes, ...bytes, ...bytes]);
  const voice = { kind: 'voice' as const, type: 'audio/webm', seconds: 31, bytes: long };
  const said = { words: '', helped: true, pictures: ['home' as const], attachments: [voice] };
  const { message, pieces } = await sealMessage(to, id, said, stretched);
  const key = await unwrapWith(
    pair.privateKey,
    message.keys.forAuthority,
    boundTo('manchester', id, 'authority', 'k1'),
  );
  expect(pieces.map(({ name }) => name)).toEqual(['voice.0', 'voice.1']);
  expect(message.pieces).toEqual(pieces.map(({ name, hash }) => ({ name, hash })));
  const opened = await Promise.all(
    pieces.map(({ name, body }) => openPiece(key, 'manchester', id, name, body)),
  );
  expect(Buffer.concat(opened).equals(Buffer.from(long))).toBe(true);
  await expect(openPiece(key, 'manchester', id, 'voice.1', pieces[0]!.body)).rejects.toThrow();
  await expect(openPiece(key, 'warrington', id, 'voice.0', pieces[0]!.body)).rejects.toThrow();
  const parts = await openWords(
    key,
    message.parts ?? '',
    entryBinding('manchester', id, 'parts', FIRST_WORDS),
  );
  expect(readParts(parts)).toEqual({
    helped: true,
    pictures: ['home'],
    attachments: [{ kind: 'voice', type: 'audio/webm', seconds: 31, pieces: 2 }],
  });
});

test('parts that no phone of ours would seal are none', () => {
  for (const text of ['', '{', '[]', '{"helped":1,"pictures":[],"attachments":[]}'])
    expect(readParts(text)).toBeNull();
});
