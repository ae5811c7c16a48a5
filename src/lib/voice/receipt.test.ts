import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiptWords, unkindWords } from './receipt-words.ts';
import { RECEIPT_LIMIT, readReceipt, receiptFromBytes, showReceipt, spellsUnkindly } from './receipt.ts';

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

const wordAt = (index: number) => receiptWords[index] ?? '';
const replaced = <Item>(list: readonly Item[], place: number, item: Item) => list.with(place, item);
const swapped = <Item>(list: readonly Item[], place: number) => [
  ...list.slice(0, place),
  ...list.slice(place, place + 2).reverse(),
  ...list.slice(place + 2),
];

/** Receipts a test found to be taken for another number; none should be. */
const takenFor = (typed: readonly string[], between: string) =>
  typed.filter((text) => typeof readReceipt(text) === 'bigint').map((text) => text.split(between).join(' '));

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
    expect(same).toEqual([wordAt(0), wordAt(INDISTINGUISHABLE)]);
    expect(receiptWords.length - INDISTINGUISHABLE).toBe(9);
  });

  test('every two neighbours swapped are caught', () => {
    const different = numbers.filter((number) => {
      const { words } = showReceipt(number);
      return words.every((word, place) => {
        const next = words[place + 1] ?? '';
        return word !== next && !haveSameCheck(word, next);
      });
    });
    fc.assert(
      fc.property(different, fc.nat({ max: 5 }), (number, place) => {
        expect(readReceipt(swapped(showReceipt(number).words, place).join(' '))).toBe('slip');
      }),
    );
  });

  test('a word that is not on the list is a slip', () => {
    const words = replaced(showReceipt(5n).words, 2, 'xylophone');
    expect(readReceipt(words.join(' '))).toBe('slip');
  });

  test('six words, or eight, are not a receipt', () => {
    const { words } = showReceipt(5n);
    expect(readReceipt(words.slice(1).join(' '))).toBe('unreadable');
    expect(readReceipt([...words, 'apple'].join(' '))).toBe('unreadable');
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

describe('unkind words', () => {
  const unkind = [...unkindWords].map((word) => receiptWords.indexOf(word)).filter((index) => index >= 0);
  const at = (index: number, place: number) => BigInt(index) << (11n * BigInt(5 - place));

  test('most of them are on the list', () => {
    expect(unkind.length).toBeGreaterThan(120);
  });

  test('each is found in each of the six places', () => {
    const passed = unkind.flatMap((index) =>
      [0, 1, 2, 3, 4, 5].filter((place) => !spellsUnkindly(at(index, place))).map(() => wordAt(index)),
    );
    expect(passed).toEqual([]);
  });

  test('each is found as the check word', () => {
    const kind = receiptWords.findIndex((word) => !unkindWords.has(word));
    const checks = unkind.filter((index) => index < INDISTINGUISHABLE);
    const passed = checks.filter((check) => {
      const before = at(kind, 4);
      const rest = (BigInt(check) - (before % 2039n) + 2039n) % 2039n;
      return showReceipt(before + rest).words[6] !== wordAt(check) || !spellsUnkindly(before + rest);
    });
    expect(passed.map(wordAt)).toEqual([]);
  });

  test('more than half of all numbers need not be drawn anew', () => {
    const spread = Array.from(
      { length: 1_000 },
      (_, step) => (BigInt(step + 1) * 0x2_7d4e_b2f1_65d1_9a4bn) % RECEIPT_LIMIT,
    );
    expect(spread.filter((number) => !spellsUnkindly(number)).length).toBeGreaterThan(500);
  });
});
