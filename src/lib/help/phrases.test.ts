import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisePhrase } from './phrases.ts';

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
