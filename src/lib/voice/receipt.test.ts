import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECEIPT_LIMIT, readReceipt, receiptFromBytes, showReceipt } from './receipt.ts';

const numbers = fc.oneof(
  fc.bigInt({ min: 0n, max: RECEIPT_LIMIT - 1n }),
  fc.constantFrom(0n, 1n, RECEIPT_LIMIT - 1n),
);

describe('round trip', () => {
  test('a number is read back from its words', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(readReceipt(showReceipt(number).words.join(' '))).toBe(number);
      }),
    );
  });

  test('a number is read back from its digits', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(readReceipt(showReceipt(number).digits.join(' '))).toBe(number);
      }),
    );
  });

  test('it is shown as seven words and as twenty-two digits in groups of five', () => {
    const { words, digits } = showReceipt(RECEIPT_LIMIT - 1n);
    expect(words).toHaveLength(7);
    expect(digits.map((group) => group.length)).toEqual([5, 5, 5, 5, 2]);
  });

  test('two numbers are never shown alike', () => {
    fc.assert(
      fc.property(fc.uniqueArray(numbers, { minLength: 2, maxLength: 2 }), ([one, other]) => {
        expect(showReceipt(one ?? 0n)).not.toEqual(showReceipt(other ?? 0n));
      }),
    );
  });

  test('nine random bytes give all sixty-six bits and never more', () => {
    expect(receiptFromBytes(new Uint8Array(9).fill(255))).toBe(RECEIPT_LIMIT - 1n);
    expect(receiptFromBytes(new Uint8Array(9))).toBe(0n);
    expect(receiptFromBytes(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0b0100_0000]))).toBe(1n);
  });
});

describe('forgiving', () => {
  const shown = numbers.map((number) => ({ number, ...showReceipt(number) }));

  test('capitals do not matter', () => {
    fc.assert(
      fc.property(shown, ({ number, words }) => {
        expect(readReceipt(words.join(' ').toUpperCase())).toBe(number);
      }),
    );
  });

  test('punctuation and extra spaces do not matter in words', () => {
    const between = fc.stringMatching(/^[ ,.;:\-–\n\t"'()]{1,4}$/);
    fc.assert(
      fc.property(shown, between, ({ number, words }, gap) => {
        expect(readReceipt(`${gap}${words.join(gap)}${gap}`)).toBe(number);
      }),
    );
  });

  test('punctuation and extra spaces do not matter in digits', () => {
    const between = fc.stringMatching(/^[ ,.;:\-–\n\t]{0,4}$/);
    fc.assert(
      fc.property(shown, between, ({ number, digits }, gap) => {
        expect(readReceipt(`${gap}${[...digits.join('')].join(gap)}${gap}`)).toBe(number);
      }),
    );
  });

  test('a word may be cut to its first four letters', () => {
    fc.assert(
      fc.property(shown, ({ number, words }) => {
        expect(readReceipt(words.map((word) => word.slice(0, 4)).join(' '))).toBe(number);
      }),
    );
  });

  test('a word may be wrong after its first four letters', () => {
    const words = showReceipt(1_234_567_890_123_456_789n).words;
    const misspelt = words.map((word) => (word.length > 4 ? `${word.slice(0, 4)}xx` : word));
    expect(readReceipt(misspelt.join(' '))).toBe(1_234_567_890_123_456_789n);
  });

  test.each([
    ['Arabic', '٠'],
    ['Persian', '۰'],
  ])('%s digits are digits', (_, zero) => {
    fc.assert(
      fc.property(shown, ({ number, digits }) => {
        const local = digits
          .join(' ')
          .replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));
        expect(readReceipt(local)).toBe(number);
      }),
    );
  });
});
