import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasAnyPhrase, normalisePhrase } from './phrases.ts';

describe('normalised text', () => {
  test.each([
    ['capitals are small', 'Kill MYSELF', 'kill myself'],
    ['spaces and line ends are one space', '  kill \n\t myself ', 'kill myself'],
    ['marks are spaces', 'kill-myself!!! (now)...', 'kill myself now'],
    ['an apostrophe stays, whichever key it came from', 'don’t don‘t don`t don´t', "don't don't don't don't"],
    ['full-width letters are plain ones', 'ｋｉｌｌ', 'kill'],
    ['Arabic vowel signs are left out', 'اِنتَحَرَ', 'انتحر'],
    ['Arabic stretching is left out', 'انتـــحر', 'انتحر'],
    ['alef is one letter', 'أ إ آ ٱ ا', 'ا ا ا ا ا'],
    ['alef maksura is ya and ta marbuta is ha', 'على سكينة', 'علي سكينه'],
    ['letters in their joined shapes are letters', 'ﺍﻗﺘﻞ', 'اقتل'],
    ['an emoji is a mark', 'help 🙏 me', 'help me'],
  ])('%s', (_, typed, normalised) => {
    expect(normalisePhrase(typed)).toBe(normalised);
  });

  test('decorated capitals, as copied from font makers, are small letters too', () => {
    expect(normalisePhrase('𝐊𝐈𝐋𝐋 𝕄𝕐𝕊𝔼𝕃𝔽')).toBe('kill myself');
  });

  test('letters that hold an apostrophe are taken apart', () => {
    expect(normalisePhrase('ŉ')).toBe("'n");
  });

  test('normalising what is normalised changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalisePhrase(text);
        expect(normalisePhrase(once)).toBe(once);
      }),
    );
  });
});

describe('a phrase', () => {
  const has = (words: string, phrase: string) => hasAnyPhrase(words, [phrase]);

  test('is found at the start, in the middle and at the end', () => {
    expect(has('Kill me', 'kill me')).toBe(true);
    expect(has('they will kill me soon', 'kill me')).toBe(true);
    expect(has('they said: kill me.', 'kill me')).toBe(true);
  });

  test('is found whole words only', () => {
    expect(has('overkill melons', 'kill me')).toBe(false);
    expect(has('the shotgun wedding', 'gun')).toBe(false);
    expect(has('begun', 'gun')).toBe(false);
  });

  test('is found across a line end and through punctuation', () => {
    expect(has('kill...\nme', 'kill me')).toBe(true);
  });

  test.each(['وضربني', 'فضربني', 'ضربني'])('is found in Arabic as %s', (word) => {
    expect(has(`امس ${word} كثيرا`, 'ضربني')).toBe(true);
  });

  test('is not found in Arabic inside another word', () => {
    expect(has('المضربني', 'ضربني')).toBe(false);
  });

  test('takes no Arabic prefix in Latin letters', () => {
    expect(has('وgun', 'gun')).toBe(false);
  });

  test('is found among others', () => {
    expect(hasAnyPhrase('no food today', ['hit me', 'no food'])).toBe(true);
  });

  test('is not found in nothing, nor by an empty list', () => {
    expect(has('', 'gun')).toBe(false);
    expect(hasAnyPhrase('a gun', [])).toBe(false);
  });

  test('is found wherever it is put among harmless words', () => {
    const words = fc.array(fc.constantFrom('I', 'like', 'school', 'المدرسة', 'جميلة', '🙂', ','), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, words, fc.constantFrom('hit me', 'no food', 'يضربني'), (before, after, phrase) => {
        expect(has([...before, phrase, ...after].join(' '), phrase)).toBe(true);
        expect(has([...before, ...after].join(' '), phrase)).toBe(false);
      }),
    );
  });
});
