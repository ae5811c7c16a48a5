import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naughty } from '../../../tests/support/naughty.ts';
import { fold, formsOf, wordsIn } from './fold.ts';

test.each([
  ['Straße', 'strasse'],
  ['ŁÓDŹ', 'lodz'],
  ['pieniądze', 'pieniadze'],
  ["Council's  home—help!", 'councils home help'],
  ['İstanbul', 'istanbul'],
  ['ﬁne １２', 'fine 12'],
])('%s is looked for as %s', (written, folded) => expect(fold(written)).toBe(folded));

test.each([
  ['أسنان إيجار آخر', 'اسنان ايجار اخر'],
  ['مَدْرَسَة', 'مدرسه'],
  ['مدرسـة', 'مدرسه'],
  ['مستشفى', 'مستشفي'],
  ['١٦', '16'],
])('Arabic %s is looked for as %s', (written, folded) => expect(fold(written)).toBe(folded));

test.each(['ሀሐኀ', 'ሁሑኁ', 'ሂሒኂ', 'ሃሓኃ', 'ህሕኅ', 'ሰሠ', 'ሱሡ', 'ሳሣ', 'አዐ', 'ኡዑ', 'እዕ', 'ጸፀ', 'ጹፁ', 'ጽፅ', 'ኣአ'])(
  'the Ethiopic letters %s are one',
  (letters) => expect(new Set([...letters].map(fold)).size).toBe(1),
);

test('Ethiopic letters that sound different stay apart', () => {
  expect(new Set([...'ሀለመሰቀበተነአከወዘየደገጠጸፈ'].map(fold)).size).toBe(18);
  expect(fold('ፈ')).toBe('ፈ');
});

test.each([
  ['والسكن', 'سكن'],
  ['فالسكن', 'سكن'],
  ['السكن', 'سكن'],
  ['بالسكن', 'سكن'],
  ['للسكن', 'سكن'],
  ['وسكن', 'سكن'],
])('%s is found as %s', (written, bare) => expect(formsOf(fold(written))).toContain(bare));

test('a word that only looks joined keeps its whole form, and nothing becomes a stump', () => {
  expect(formsOf('وثيقه')).toContain('وثيقه');
  expect(formsOf('ولد')).toEqual(['ولد']);
  expect(formsOf('والد')).not.toContain('د');
});

test('folding what is folded changes nothing, whatever it is', () => {
  const same = (text: string) => {
    expect(fold(fold(text))).toBe(fold(text));
  };
  naughty.forEach(same);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), same));
  expect(wordsIn(' \0 !? ')).toEqual([]);
});
