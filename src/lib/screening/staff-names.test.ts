import { describe, expect, test } from 'vitest';
import { nameFinder } from './staff-names.ts';

const found = (words: string, name = 'Amara Lindqvist-Doyle') => nameFinder(words)(name);

describe('the name of a member of staff in words', () => {
  test.each([
    'It was Amara Lindqvist-Doyle who said no.',
    'amara lindqvist doyle is mean',
    'AMARA  LINDQVIST-DOYLE’s car',
    'Amára Lindqvist–Doyle',
  ])('is found whole: %s', (words) => {
    expect(found(words)).toBe('full');
  });

  test.each(['Amara never rings back', 'mrs Doyle shouts', 'doyle, Amara'])(
    'is found in part, by its first or last word: %s',
    (words) => {
      expect(found(words)).toBe('part');
    },
  );

  test.each(['Camara shouts', 'Lindqvist shouts', 'the amaranth is red', '', '…'])(
    'is not found in other words: %s',
    (words) => {
      expect(found(words)).toBeNull();
    },
  );

  test('that is one word says a part and never all: Will is also what people will do', () => {
    expect(found('I will go', 'Will')).toBe('part');
    expect(found('I am ok', 'Al O')).toBeNull();
    expect(found('anything', '!!')).toBeNull();
  });

  test('is found in other scripts', () => {
    expect(found('ሰላም ተስፋይ ሃይለ ክፉእ እዩ', 'ተስፋይ ሃይለ')).toBe('full');
    expect(found('قال سامي خليل لا', 'سامي خليل')).toBe('full');
  });
});
