import { describe, expect, test } from 'vitest';
import { atOnce } from './at-once.ts';
import { featuresOf } from './features.ts';
import { phraseLangs, phrasesIn } from './phrases.ts';
import { langOfText } from './text-lang.ts';
import { learnThemes, type Lessons, type ThemeClassifier } from './theme-classifier.ts';
import { topicsOf } from './topics.ts';

const phrases = {
  cooking: {
    words: 'cook kitchen',
    phrases: ['teach me to cook', 'i want to cook my own tea', 'let me cook'],
  },
  moving: { words: 'move bags', phrases: ['i moved again', 'my things went in bags', 'not another move'] },
  food: { words: 'hungry fridge', phrases: ['the fridge is empty', 'i go to bed hungry', 'no food in'] },
};

const lessons = (more: Partial<Lessons> = {}): Lessons => ({
  promise: [
    {
      themeId: 'grow',
      words: 'Help you grow',
      commitments: [
        { commitmentId: 'skills', words: 'You learn to cook' },
        { commitmentId: 'citizenship', words: 'You take part' },
      ],
    },
    { themeId: 'home', words: 'A home', commitments: [{ commitmentId: 'stay', words: 'You can stay' }] },
  ],
  topics: {
    cooking: { grow: ['skills', 'gone'] },
    moving: { home: ['stay'] },
    food: { home: ['stay'], grow: ['skills'] },
    gone: { removed: ['nothing'] },
  },
  phrases,
  confirmed: [],
  ...more,
});

const learnt = (more: Partial<Lessons> = {}): ThemeClassifier => atOnce(learnThemes(lessons(more)));

describe('suggested themes', () => {
  test('are every theme, likeliest first, with commitments that are of it and still there', () => {
    const suggested = learnt().suggest('please can I cook dinner');
    expect(suggested.map(({ themeId }) => themeId)).toEqual(['grow', 'home']);
    expect(suggested[0]?.commitmentIds).toEqual(['skills']);
    expect(suggested.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1);
  });

  test('are the same whenever they are learnt', () => {
    expect(learnt().suggest('my bags again')).toEqual(learnt().suggest('my bags again'));
  });

  test('are none of words that were never met', () => {
    for (const text of ['', '  ', '🙂🙂', 'xyzzy', '12345']) expect(learnt().suggest(text)).toEqual([]);
  });

  test('follow what people decided, also where it is not what was written beforehand', () => {
    const text = 'People want trampolines';
    const confirmed = Array.from({ length: 5 }, () => ({
      text,
      themeId: 'grow',
      commitmentIds: ['citizenship'],
    }));
    expect(learnt().suggest('trampolines')[0]?.themeId).not.toBe('grow');
    const [first] = learnt({ confirmed }).suggest('trampolines');
    expect(first).toMatchObject({ themeId: 'grow', commitmentIds: ['citizenship'] });
  });

  test('take no harm from a decision about a theme that was taken out', () => {
    const confirmed = [{ text: 'cook', themeId: 'removed', commitmentIds: ['nothing'] }];
    expect(learnt({ confirmed }).suggest('cook')[0]?.themeId).toBe('grow');
  });

  test('come from the promise and decisions alone where nobody wrote phrases', () => {
    const alone = learnt({ phrases: {}, topics: {} });
    expect(alone.suggest('I cook')[0]).toMatchObject({ themeId: 'grow', commitmentIds: ['skills'] });
  });
});

describe('what words are known by', () => {
  test.each([
    ['capitals and marks', 'Nobody LISTENS!', 'nobody listens'],
    ['Polish marks', 'nie słuchają mnie', 'nie sluchaja mnie'],
    ['Arabic vowel signs and stretching', 'أُريد مُترجِمـــاً', 'اريد مترجما'],
    ['Tigrinya sounds written in two ways', 'ኸቢድ ቓላት', 'ከቢድ ቃላት'],
  ])('does not change with %s', (_, one, other) => {
    expect([...featuresOf(one)]).toEqual([...featuresOf(other)]);
  });
});

test('words in other letters than those of their page are learnt in the language of the letters', () => {
  expect(langOfText('nobody listens', 'ar')).toBe('en');
  expect(langOfText('لا أحد يسمعني', 'en')).toBe('ar');
  expect(langOfText('ዝሰምዓኒ የለን', 'pl')).toBe('ti');
  expect(langOfText('nikt nie słucha', 'pl')).toBe('pl');
  expect(langOfText('لا أحد يسمعني ok', 'ar')).toBe('ar');
  expect(langOfText('', 'ti')).toBe('ti');
});

describe.each(['manchester', 'cheshire-east', 'warrington'])('the phrases for %s', (authorityId) => {
  const topics = topicsOf(authorityId);
  test.each(phraseLangs)('in %s stand under its themes, each topic once', (lang) => {
    expect(Object.keys(phrasesIn(lang) ?? {}).toSorted()).toEqual(Object.keys(topics).toSorted());
    const all = Object.values(phrasesIn(lang) ?? {}).flatMap((one) => one.phrases);
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });
});

test('an authority or a language that nobody wrote for has nothing to learn from', () => {
  expect(topicsOf('__proto__')).toEqual({});
  expect(phrasesIn('constructor')).toBeNull();
});
