import { expect, test } from 'vitest';
import { receiptWords, unkindWords } from './receipt-words.ts';
import { RECEIPT_LIMIT, showReceipt, spellsUnkindly } from './receipt.ts';

const listed = receiptWords.filter((word) => unkindWords.has(word));
const kind = receiptWords.filter((word) => !unkindWords.has(word));

const numberOf = (words: readonly string[]) =>
  words.reduce((sum, word) => (sum << 11n) | BigInt(receiptWords.indexOf(word)), 0n);

const unkindIn = (number: bigint) => showReceipt(number).words.filter((word) => unkindWords.has(word));

/** A receipt in which one word is unkind, in this place, and the six others are not. */
function withOne(word: string, place: number): bigint {
  for (const filler of kind) {
    const number = numberOf(Array<string>(6).fill(filler).with(place, word));
    if (unkindIn(number).length === 1) return number;
  }
  throw new Error(`No receipt has ${word} as its only unkind word.`);
}

/** A receipt of six kind words whose check word is this one. */
function withCheck(word: string): bigint {
  for (const filler of kind) {
    const before = numberOf([...Array<string>(5).fill(filler), receiptWords[0] ?? '']);
    const last = (BigInt(receiptWords.indexOf(word)) - (before % 2039n) + 2039n) % 2039n;
    if (unkindIn(before + last).join() === word && showReceipt(before + last).words[6] === word)
      return before + last;
  }
  throw new Error(`No kind words have ${word} as their check.`);
}

test('the list has 2,048 different words, each known by its first four letters', () => {
  expect(new Set(receiptWords).size).toBe(2_048);
  expect(new Set(receiptWords.map((word) => word.slice(0, 4))).size).toBe(2_048);
});

test('more than a hundred of them are unkind', () => {
  expect(listed.length).toBeGreaterThan(100);
});

test('an unkind word is found in each of the six places', () => {
  const passed = listed.flatMap((word) =>
    [0, 1, 2, 3, 4, 5].filter((place) => !spellsUnkindly(withOne(word, place))).map((place) => [word, place]),
  );
  expect(passed).toEqual([]);
});

test('an unkind word is found as the check word', () => {
  const checks = listed.filter((word) => receiptWords.indexOf(word) < 2039);
  expect(checks.length).toBeGreaterThan(100);
  expect(checks.filter((word) => !spellsUnkindly(withCheck(word)))).toEqual([]);
});

test('seven kind words are let through', () => {
  const numbers = kind.map((word) => numberOf(Array<string>(6).fill(word)));
  const kindly = numbers.filter((number) => unkindIn(number).length === 0);
  expect(kindly.length).toBeGreaterThan(1_000);
  expect(kindly.filter(spellsUnkindly)).toEqual([]);
});

test('more than a quarter of all numbers are left, so that a receipt has at least 64 bits (ASVS 6.6.3)', () => {
  const spread = Array.from(
    { length: 1_000 },
    (_, step) => (BigInt(step + 1) * 0x2_7d4e_b2f1_65d1_9a4bn) % RECEIPT_LIMIT,
  );
  expect(spread.filter((number) => !spellsUnkindly(number)).length).toBeGreaterThan(250);
});
