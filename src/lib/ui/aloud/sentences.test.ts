import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { byMarks, sentencesOf, type Span } from './sentences.ts';

const texts = (text: string, spans: Span[]) => spans.map(({ from, to }) => text.slice(from, to));
const split = (text: string, lang = 'en') => texts(text, sentencesOf(text, lang));

afterEach(() => vi.unstubAllGlobals());

describe.each(['by the browser', 'by its marks alone'])('a text is cut into sentences %s', (how) => {
  const cut = (text: string, lang = 'en') => {
    if (how === 'by its marks alone') vi.stubGlobal('Intl', {});
    return split(text, lang);
  };

  test.each([
    ['en', 'You choose. Who comes? You do!', ['You choose.', 'Who comes?', 'You do!']],
    ['en', '  What is a review  ', ['What is a review']],
    ['ar', 'من سيأتي؟ أنت تختار.', ['من سيأتي؟', 'أنت تختار.']],
    ['ti', 'ሰላም። ከመይ ኣሎኻ፧', ['ሰላም።', 'ከመይ ኣሎኻ፧']],
    ['pl', 'Kto przyjdzie? Ty wybierasz.', ['Kto przyjdzie?', 'Ty wybierasz.']],
    ['en', 'It costs £2.50 a day. Ask us.', ['It costs £2.50 a day.', 'Ask us.']],
    ['en', '→', []],
    ['en', ' \n ', []],
    ['en', '', []],
  ])('%s: %s', (lang, text, sentences) => {
    expect(cut(text, lang)).toEqual(sentences);
  });
});

test('what is too long is cut where one takes breath, and where there is none between words', () => {
  const clause = 'and then we talk about what you said before';
  const long = `${Array.from({ length: 6 }, () => clause).join(', ')}.`;
  expect(split(long).every((piece) => piece.length <= 180)).toBe(true);
  expect(split(long)[0]?.endsWith(',')).toBe(true);
  const words = Array.from({ length: 90 }, () => 'word').join(' ');
  expect(split(words).every((piece) => /^word( word)*$/.test(piece) && piece.length <= 180)).toBe(true);
});

test('nothing is left out but space and lone marks, nothing is said twice, and the order stays', () => {
  const bits = fc.constantFrom(
    'Yes',
    ' ',
    '. ',
    '? ',
    'a, b; ',
    '\n',
    'x'.repeat(200),
    'መልሲ። ',
    'نعم؟ ',
    '…',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), fc.boolean(), (parts, marks) => {
      const text = parts.join('');
      const spans = sentencesOf(text, 'en');
      const letters = (some: string) => some.replace(/[^\p{L}\p{N}]/gu, '');
      expect(letters(texts(text, spans).join(''))).toBe(letters(text));
      for (const [place, { from, to }] of spans.entries()) {
        expect(from >= (spans[place - 1]?.to ?? 0) && from < to && to - from <= 180).toBe(true);
      }
      if (marks) expect(letters(texts(text, byMarks(text)).join(''))).toBe(letters(text));
    }),
  );
});
