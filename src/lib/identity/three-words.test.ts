import { expect, test } from 'vitest';
import { drawThreeWords, spacedOnce, threeWordsFault } from './three-words.ts';

test.each(['marble teapot windmill', 'gołąb i kot na dachu', 'قمر بيت شجرة', 'correcthorse', 'x7#kQ9!mZ2'])(
  '%s can be had',
  (words) => expect(threeWordsFault(words, ['Comet', 'manchester'])).toBeNull(),
);

test.each([
  ['cat dog', 'tooShort'],
  ['🦊🦊🦊🦊🦊🦊🦊', 'tooShort'],
  ['a b'.repeat(40), 'tooLong'],
  ['password', 'tooEasy'],
  ['Password1!', 'tooEasy'],
  ['p4ssw0rd!', 'tooEasy'],
  ['liverpool2026', 'tooEasy'],
  ['!!iloveyou!!', 'tooEasy'],
  ['12345678', 'tooEasy'],
  ['87654321', 'tooEasy'],
  ['01/02/2012', 'tooEasy'],
  ['aaaa bbbb aaaa', 'tooEasy'],
  ['red comet here', 'tooEasy'],
  ['my Manchester home', 'tooEasy'],
])('%s cannot: %s', (words, fault) =>
  expect(threeWordsFault(words, ['Comet', 'manchester'])).toBe(`signIn.words.${fault}`),
);

test('how many spaces are between words does not matter; everything else does', () => {
  expect(spacedOnce('  marble \t teapot\u00A0windmill ')).toBe('marble teapot windmill');
  expect(spacedOnce('Marble teapot')).not.toBe(spacedOnce('marble teapot'));
  expect(spacedOnce('cafe\u0301')).toBe(spacedOnce('caf\u00E9'));
});

test('three words are different, of the list, and each as likely as any other', () => {
  const list = ['one', 'two', 'three', 'four', 'five'];
  const counts = new Map<string, number>();
  for (let round = 0; round < 5_000; round += 1) {
    const drawn = drawThreeWords(list).split(' ');
    expect(new Set(drawn).size).toBe(3);
    for (const word of drawn) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([...list].sort());
  for (const count of counts.values()) expect(Math.abs(count - 3_000)).toBeLessThan(250);
});
