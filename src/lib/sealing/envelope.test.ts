import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additionalData, decryptBytes, encryptBytes, newDataKey, openWords, sealWords } from './envelope.ts';

const key = newDataKey();
const binding = { authorityId: 'manchester', recordId: 'record-1', field: 'entry-1' };
const words = 'My social worker changed again. لا أعرف اسمها 🙂';
const sealed = await sealWords(key, words, binding);

/** The sealed text with one character of one of its parts changed. */
const changed = (text: string, part: number) =>
  text
    .split('.')
    .map((piece, place) => (place === part ? `${piece.startsWith('A') ? 'B' : 'A'}${piece.slice(1)}` : piece))
    .join('.');

describe('sealed words', () => {
  test('open with their key, where they belong', async () => {
    expect(await openWords(key, sealed, binding)).toBe(words);
  });

  test('open again whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (said) => {
        expect(await openWords(key, await sealWords(key, said, binding), binding)).toBe(said);
      }),
    );
  });

  test('open with the very first character they had', async () => {
    const marked = '\uFEFFafter a mark of byte order';
    expect(await openWords(key, await sealWords(key, marked, binding), binding)).toBe(marked);
  });

  test('show nothing of what they say', () => {
    const inBase64 = Buffer.from(words).toString('base64url');
    expect(sealed).toMatch(/^v1\.A256GCM\.[\w-]+\.[\w-]+$/);
    expect(sealed).not.toContain(inBase64.slice(0, 12));
  });

  test('are different each time they are sealed', async () => {
    const again = await sealWords(key, words, binding);
    expect(again).not.toBe(sealed);
    expect(again.split('.')[2]).not.toBe(sealed.split('.')[2]);
  });

  test('do not tell their length', async () => {
    const short = await sealWords(key, 'no', binding);
    const longer = await sealWords(key, 'n'.repeat(250), binding);
    expect(short.length).toBe(longer.length);
  });

  test('are refused with another key', async () => {
    await expect(openWords(newDataKey(), sealed, binding)).rejects.toThrow();
  });

  test.each([
    ['another authority', { ...binding, authorityId: 'warrington' }],
    ['another record', { ...binding, recordId: 'record-2' }],
    ['another field', { ...binding, field: 'entry-2' }],
  ])('are refused in %s', async (_, elsewhere) => {
    await expect(openWords(key, sealed, elsewhere)).rejects.toThrow();
  });

  test.each([
    ['nonce', 1],
    ['text', 2],
  ])('are refused when their %s has changed', async (_, part) => {
    await expect(openWords(key, changed(sealed, part), binding)).rejects.toThrow();
  });

  test.each([sealed.slice(0, -2), 'v1..', ''])('are refused cut short', async (short) => {
    await expect(openWords(key, short, binding)).rejects.toThrow();
  });

  test('of a version we do not know are refused by name', async () => {
    await expect(openWords(key, sealed.replace('v1', 'v2'), binding)).rejects.toThrow('does not know');
  });
});

describe('keys and bindings', () => {
  test('a data key has 256 bits and is never the same', () => {
    expect(newDataKey()).toHaveLength(32);
    expect(newDataKey()).not.toEqual(newDataKey());
  });

  test('what text is bound to is written as version, authority, record and field', () => {
    expect(new TextDecoder().decode(additionalData(binding))).toBe('v1|manchester|record-1|entry-1');
  });

  test('bytes that are bound to something else are refused', async () => {
    const bytes = await encryptBytes(key, newDataKey(), additionalData(binding));
    const other = additionalData({ ...binding, field: 'private-key' });
    await expect(decryptBytes(key, bytes, other)).rejects.toThrow();
  });

  test('a key that is not 128, 192 or 256 bits is refused', async () => {
    await expect(sealWords(key.slice(0, 31), words, binding)).rejects.toThrow();
  });
});
