import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiptWords } from './receipt-words.ts';
import { RECEIPT_LIMIT, readReceipt, showReceipt } from './receipt.ts';

const numbers = fc.oneof(
  fc.bigInt({ min: 0n, max: RECEIPT_LIMIT - 1n }),
  fc.constantFrom(0n, 1n, RECEIPT_LIMIT - 1n),
);

/** A few receipts on which every possible slip is tried. */
const samples = [0n, RECEIPT_LIMIT - 1n, 1_234_567_890_123_456_789n, 0x2_5a5a_5a5a_5a5a_5a5an];

/** A word's check is the remainder of 2039: words this far apart in the list have the same one. */
const INDISTINGUISHABLE = 2039;

const haveSameCheck = (one: string, other: string) =>
  Math.abs(receiptWords.indexOf(one) - receiptWords.indexOf(other)) === INDISTINGUISHABLE;

const replaced = <Item>(list: readonly Item[], place: number, item: Item) => list.with(place, item);
const swapped = <Item>(list: readonly Item[], place: number) => [
  ...list.slice(0, place),
  ...list.slice(place, place + 2).reverse(),
  ...list.slice(place + 2),
];

/** Receipts a test found to be taken for another number; none should be. */
const takenFor = (typed: readonly string[], between: string) =>
  typed.filter((text) => typeof readReceipt(text) === 'bigint').map((text) => text.split(between).join(' '));

describe('slips in words', () => {
  test.each(samples)('every wrong word in %s is caught, but for words with the same check', (number) => {
    const { words } = showReceipt(number);
    const wrong = words.flatMap((right, place) =>
      receiptWords
        .filter((word) => word !== right && (place === 6 || !haveSameCheck(word, right)))
        .map((word) => replaced(words, place, word).join(' ')),
    );
    expect(wrong.length).toBeGreaterThan(7 * 2040);
    expect(takenFor(wrong, ' ')).toEqual([]);
  });

  test('only nine pairs of the 2,048 words have the same check', () => {
    const words = showReceipt(0n).words;
    const same = receiptWords.filter((word) => readReceipt(replaced(words, 5, word).join(' ')) !== 'slip');
    expect(same).toEqual([receiptWords[0], receiptWords[INDISTINGUISHABLE]]);
    expect(receiptWords.length - INDISTINGUISHABLE).toBe(9);
  });

  test('every two neighbours swapped are caught', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 5 }), (number, place) => {
        const { words } = showReceipt(number);
        const [one = '', next = ''] = words.slice(place, place + 2);
        fc.pre(one !== next && !haveSameCheck(one, next));
        expect(readReceipt(swapped(words, place).join(' '))).toBe('slip');
      }),
    );
  });

  test('a word that is not on the list is a slip', () => {
    const words = replaced(showReceipt(5n).words, 2, 'xylophone');
    expect(readReceipt(words.join(' '))).toBe('slip');
  });

  test('six words are not a receipt, whichever is missing', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 6 }), (number, place) => {
        expect(readReceipt(showReceipt(number).words.toSpliced(place, 1).join(' '))).toBe('unreadable');
      }),
    );
  });

  test('one letter wrong anywhere is either put right or told, and never another receipt', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(numbers, fc.nat({ max: 60 }), letters, (number, at, letter) => {
        const typed = showReceipt(number).words.join(' ');
        fc.pre((typed[at] ?? ' ') !== ' ' && typed[at] !== letter);
        expect([number, 'slip']).toContain(readReceipt(typed.slice(0, at) + letter + typed.slice(at + 1)));
      }),
      { numRuns: 300 },
    );
  });

  test('nothing typed is not a receipt', () => {
    expect(readReceipt('')).toBe('unreadable');
    expect(readReceipt('  ?! ')).toBe('unreadable');
  });
});

describe('slips in digits', () => {
  test.each(samples)('every wrong digit in %s is caught', (number) => {
    const digits = [...showReceipt(number).digits.join('')];
    const wrong = digits.flatMap((right, place) =>
      [...'0123456789']
        .filter((digit) => digit !== right)
        .map((digit) => replaced(digits, place, digit).join('')),
    );
    expect(wrong).toHaveLength(22 * 9);
    expect(takenFor(wrong, '')).toEqual([]);
  });

  test('every two different neighbours swapped are caught', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const digits = [...showReceipt(number).digits.join('')];
        const wrong = digits
          .slice(1)
          .flatMap((digit, place) => (digit === digits[place] ? [] : [swapped(digits, place).join('')]));
        expect(takenFor(wrong, '')).toEqual([]);
      }),
    );
  });

  test('a digit left out or added is not a receipt', () => {
    const digits = showReceipt(7n).digits.join('');
    expect(readReceipt(digits.slice(1))).toBe('unreadable');
    expect(readReceipt(`${digits}0`)).toBe('unreadable');
  });

  test('a number beyond sixty-six bits is a slip, even with its right check digits', () => {
    expect(readReceipt(showReceipt(RECEIPT_LIMIT).digits.join(''))).toBe('slip');
  });
});
