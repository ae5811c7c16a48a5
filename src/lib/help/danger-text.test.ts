import { describe, expect, test } from 'vitest';
import { foldWord, formsOfWord, wordsOf } from './danger-text.ts';

describe('the words of a text', () => {
  test('are what stands between marks', () => {
    expect(wordsOf("I don't, really.\nNo! ፈሪሐ።").map(({ typed }) => typed)).toEqual([
      'I',
      "don't",
      'really',
      'No',
      'ፈሪሐ',
    ]);
  });

  test('know their clause and their sentence', () => {
    expect(wordsOf('one, two. three').map(({ clause, sentence }) => [clause, sentence])).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
    ]);
  });

  test.each(['واحد، اثنان؟ ثلاثة', 'ሓደ፣ ክልተ። ሰለስተ'])('know the marks of other scripts: %s', (text) => {
    expect(wordsOf(text).map(({ sentence }) => sentence)).toEqual([0, 0, 1]);
  });
});

describe('a folded word', () => {
  test.each([
    ['Polish letters', 'Dźgnął', 'dzgnal'],
    ['apostrophes', 'don’t', 'dont'],
    ['Arabic letters that are interchanged', 'أَذَى', 'اذي'],
    ['Arabic stretching', 'ضـــرب', 'ضرب'],
    ['Tigrinya letters that sound the same', 'ጸሊኣ ፀሊአ'.split(' ')[1]!, foldWord('ጸሊኣ')],
    ['Tigrinya sounds written apart', 'ወቕዓኒ', foldWord('ወቅዐኒ'.replace('ዐ', 'ዓ'))],
    ['letters held down', 'diiiiie', 'die'],
    ['double letters stay', 'kill', 'kill'],
    ['digits and marks inside', 'h@rm', 'harm'],
    ['digits at the ends stay', 'h8', 'h8'],
    ['a star inside', 'r*pe', 'rpe'],
    ['an emoji is itself', '😂', '😂'],
  ])('%s', (_, typed, folded) => {
    expect(foldWord(typed)).toBe(folded);
  });
});

describe('the forms of a word', () => {
  test.each(['يضربني', 'بيضربني', 'ويضربني', 'هيضربني', 'سيضربني', 'فتضربني'])(
    '%s holds the verb',
    (word) => {
      expect(formsOfWord(foldWord(word))).toContain('ضربني');
    },
  );

  test.each(['ይወቕዓኒ', 'ትወቕዓኒ', 'ዝወቕዓኒ', 'ክወቕዓኒ', 'ይወቕዓኒን'])('%s holds the verb', (word) => {
    expect(formsOfWord(foldWord(word))).toContain(foldWord('ወቕዓኒ'));
  });

  test('a denied Tigrinya verb is left whole', () => {
    expect(formsOfWord(foldWord('ኣይወቕዓንን'))).toHaveLength(1);
  });

  test('a word in Latin letters has one', () => {
    expect(formsOfWord('ybije')).toEqual(['ybije']);
  });
});
