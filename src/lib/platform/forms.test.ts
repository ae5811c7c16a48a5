import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedFrom, wellFormed, wholeNumber } from './forms.ts';

describe('text as it may be stored', () => {
  test.each([
    ['the first half of an emoji', 'a\uD83D', 'a\uFFFD'],
    ['the second half of an emoji', '\uDE42b', '\uFFFDb'],
    ['NUL', 'a\0b\0', 'a\uFFFDb\uFFFD'],
    ['line ends of a form', 'a\r\nb\r\n', 'a\nb\n'],
  ])('%s', (_, typed, stored) => {
    expect(wellFormed(typed)).toBe(stored);
  });

  test('is as typed when nothing is wrong with it', () => {
    const fine = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\r]/.test(text));
    fc.assert(
      fc.property(fine, (text) => {
        expect(wellFormed(text)).toBe(text);
      }),
    );
  });

  test('can be stored, whatever was typed', () => {
    const anything = fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
    fc.assert(
      fc.property(anything, (text) => {
        const stored = wellFormed(text);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toContain('\0');
        expect(Buffer.from(new TextEncoder().encode(stored)).toString()).toBe(stored);
      }),
    );
  });
});

describe('a posted form', () => {
  test('is its text fields, fit to be stored', () => {
    const form = new FormData();
    form.append('words', 'a\r\nb\0');
    form.append('mood', 'sad');
    expect(typedFrom(form)).toEqual({ words: 'a\nb\uFFFD', mood: 'sad' });
  });

  test('leaves files out', () => {
    const form = new FormData();
    form.append('words', new Blob(['x']), 'words.txt');
    expect(typedFrom(form)).toEqual({});
  });

  test('has one text for a name that is there twice', () => {
    const form = new FormData();
    form.append('mood', 'sad');
    form.append('mood', 'angry');
    expect(Object.keys(typedFrom(form))).toEqual(['mood']);
  });

  test('is read in good time, however many names there are', () => {
    const form = new FormData();
    for (let name = 0; name < 26_000; name += 1) form.append(String(name), '');
    expect(Object.keys(typedFrom(form))).toHaveLength(26_000);
  });

  test('cannot change what every object has', () => {
    const form = new FormData();
    form.append('__proto__', 'x');
    form.append('constructor', 'y');
    const typed = typedFrom(form);
    expect(Object.getPrototypeOf(typed)).toBe(Object.prototype);
    expect(Object.keys({})).toEqual([]);
  });
});

describe('a whole number', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['999999999', 999_999_999],
  ])('%j is %d', (typed, number) => {
    expect(wholeNumber(typed)).toBe(number);
  });

  test.each([undefined, '', '-1', '1.5', '1e3', '0x10', ' 1', '1234567890', '٣', 'NaN'])(
    '%j is none, and no row has version 0',
    (typed) => {
      expect(wholeNumber(typed)).toBe(0);
    },
  );
});
