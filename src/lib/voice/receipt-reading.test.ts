import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOneSlipAway } from './receipt-reading.ts';
import { RECEIPT_LIMIT, readReceipt, showReceipt } from './receipt.ts';

const numbers = fc.bigInt({ min: 0n, max: RECEIPT_LIMIT - 1n });
const shown = numbers.map((number) => ({ number, ...showReceipt(number) }));

/** Every way of typing or pasting the words `typed` is read as the receipt itself. */
const isRead = (typed: (receipt: { words: string[]; digits: string[] }) => string) =>
  fc.assert(
    fc.property(shown, (receipt) => {
      expect(readReceipt(typed(receipt))).toBe(receipt.number);
    }),
  );

test('words that run together, in capitals or not', () => {
  isRead(({ words }) => words.join(''));
  isRead(({ words }) => words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(''));
  isRead(({ words }) => `${words.slice(0, 3).join('')} ${words.slice(3).join('')}`.toUpperCase());
});

test('the card as it is copied: with numbers before the words, a heading, and the digits after them', () => {
  isRead(({ words }) => words.map((word, place) => `${place + 1}. ${word}`).join('\n'));
  isRead(({ words, digits }) => `${words.join(' ')}\n${digits.join(' ')}`);
  isRead(
    ({ words, digits }) => `Keep these words\n${words.join('\n')}\nor these numbers\n${digits.join(' ')}`,
  );
  isRead(({ words }) => words.map((word, place) => `${place + 1}${word}`).join(''));
});

test('with what it is before it, or an extra word after it', () => {
  isRead(({ words }) => `receipt: ${words.join(' ')}`);
  isRead(({ digits }) => `my receipt - ${digits.join('-')} thanks`);
  isRead(({ words }) => `${words.join(' ')} apple`);
});

test('extra lines, marks that cannot be seen, and accents a keyboard put there', () => {
  isRead(({ words }) => `\n\n${words.join('\n\n \t')}\n\n`);
  isRead(({ words }) => `\u200f${words.map((word) => [...word].join('\u200b')).join('\u00a0')}\u2069`);
  isRead(({ words }) => words.join(' ').replaceAll('a', 'á').replaceAll('o', 'ö'));
});

test.each([
  ['Arabic', 0x660],
  ['Persian', 0x6f0],
  ['Bengali', 0x9e6],
  ['Devanagari', 0x966],
  ['full width', 0xff10],
])('%s digits', (_, zero) => {
  isRead(({ digits }) =>
    digits.join(' ').replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
  );
});

test('one misspelt word is put right where it can be only one receipt', () => {
  const { words } = showReceipt(1_234_567_890_123_456_789n);
  const misspelt = words.map((word) => [word.slice(1), word.replace(/^(.)(.)/, '$2$1'), `x${word}`]);
  const read = misspelt.flatMap((ways, place) =>
    ways.map((way) => readReceipt(words.with(place, way).join(' '))),
  );
  expect(read.filter((one) => one === 1_234_567_890_123_456_789n).length).toBeGreaterThan(12);
  expect(new Set(read)).toEqual(new Set([1_234_567_890_123_456_789n, 'slip']));
});

test('words of one receipt and digits of another are told, not guessed between', () => {
  const typed = [...showReceipt(5n).words, ...showReceipt(6n).digits].join(' ');
  expect(readReceipt(typed)).toBe('slip');
});

test('a page of words is no receipt, and is told at once', () => {
  const before = performance.now();
  expect(readReceipt('apple '.repeat(20_000))).not.toBeTypeOf('bigint');
  expect(readReceipt('abandon'.repeat(20_000))).toBe('unreadable');
  expect(performance.now() - before).toBeLessThan(1_500);
});

test('one slip away: a letter changed, left out, added, or swapped with the next', () => {
  for (const typed of ['banana', 'bamana', 'banna', 'bannana', 'abnana', 'banan', 'bananas'])
    expect([typed, isOneSlipAway(typed, 'banana')]).toEqual([typed, true]);
  for (const typed of ['', 'bnaa', 'banaan a', 'ananab', 'apple', 'bambna'])
    expect([typed, isOneSlipAway(typed, 'banana')]).toEqual([typed, false]);
});
