import { expect, test } from 'vitest';
import { unkindWords } from '$lib/voice/receipt-words.ts';
import { plainWords } from './plain-words.ts';

test('three words are drawn from at least 2,048, each plain and none unkind', () => {
  expect(plainWords.length).toBeGreaterThanOrEqual(2_048);
  expect(new Set(plainWords).size).toBe(plainWords.length);
  expect(plainWords.filter((word) => !/^[a-z]{3,12}$/.test(word) || unkindWords.has(word))).toEqual([]);
});
