import { describe, expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import {
  moods,
  nothingSaid,
  parseAbout,
  parseDraft,
  WORDS_MAX,
  wordsFault,
  type Subjects,
} from './message.ts';

const known = {
  commitments: new Map([
    ['respect', ['listen', 'kind-support']],
    ['care', ['stable-home']],
  ]),
  entitlements: ['passport'],
};

const parse = (typed: Typed) => parseDraft({ words: 'Hello', ...typed }, 'en', known);

const faultsOf = (typed: Typed) => {
  const parsed = parse(typed);
  return 'faults' in parsed ? parsed.faults : null;
};

const draftOf = (typed: Typed) => {
  const parsed = parse(typed);
  if ('faults' in parsed) throw new Error(`Not taken: ${Object.values(parsed.faults).join(', ')}`);
  return parsed.draft;
};

describe('words', () => {
  test('must be there', () => {
    expect(parseDraft({}, 'en', known)).toEqual({ faults: { words: 'say.faults.words-missing' } });
  });

  test.each(['', ' ', '\n\t \r\n', '\u00a0\u3000'])('%j are blank', (words) => {
    expect(faultsOf({ words })).toEqual({ words: 'say.faults.words-missing' });
  });

  test('may be exactly as many as fit', () => {
    expect(wordsFault('a'.repeat(WORDS_MAX))).toBeNull();
    expect(WORDS_MAX).toBe(4_000);
  });

  test('may not be one more', () => {
    expect(wordsFault('a'.repeat(4_001))).toBe('say.faults.words-too-long');
  });

  test('an emoji counts as one', () => {
    expect(wordsFault('🙂'.repeat(4_000))).toBeNull();
    expect(wordsFault('🙂'.repeat(4_001))).toBe('say.faults.words-too-long');
  });

  test('a line end from a form counts as one', () => {
    expect(faultsOf({ words: `${'a\r\n'.repeat(1_999)}aa` })).toBeNull();
  });

  test('stay as typed, spaces and all', () => {
    expect(draftOf({ words: '  لا أعرف  🙂 ' }).words).toBe('  لا أعرف  🙂 ');
  });

  test('half an emoji and NUL become the mark for what cannot be shown', () => {
    expect(draftOf({ words: 'a\uD83Db\uDE42c\0d' }).words).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  });
});

describe('what it is about', () => {
  test('may be left out', () => {
    expect(draftOf({})).toMatchObject({ themeId: null, commitmentId: null });
    expect(draftOf({ about: '' })).toMatchObject({ themeId: null, commitmentId: null });
  });

  test('may be a theme', () => {
    expect(draftOf({ about: 'care' })).toMatchObject({ themeId: 'care', commitmentId: null });
  });

  test('may be a commitment of a theme', () => {
    expect(draftOf({ about: 'respect/listen' })).toMatchObject({
      themeId: 'respect',
      commitmentId: 'listen',
    });
  });

  test.each([
    ['a theme that is not there', 'money'],
    ['a commitment that is not there', 'respect/nothing'],
    ['a commitment of another theme', 'care/listen'],
    ['a commitment without its theme', '/listen'],
    ['a commitment that is nowhere, without a theme', '/nothing'],
    ['the name of something every object has', 'constructor'],
  ])('cannot be %s', (_, about) => {
    expect(faultsOf({ about })).toEqual({ about: 'say.faults.about-unknown' });
  });
});

describe('mood', () => {
  test('may be left out', () => {
    expect(draftOf({ mood: '' }).mood).toBeNull();
  });

  test.each(moods)('may be %s', (mood) => {
    expect(draftOf({ mood }).mood).toBe(mood);
  });

  test('cannot be one we do not know', () => {
    expect(faultsOf({ mood: 'furious' })).toEqual({ mood: 'say.faults.mood-unknown' });
  });
});

describe('answer', () => {
  test('is wanted unless somebody says no', () => {
    expect(draftOf({}).wantsAnswer).toBe(true);
    expect(draftOf({ answer: 'yes' }).wantsAnswer).toBe(true);
    expect(draftOf({ answer: 'no' }).wantsAnswer).toBe(false);
  });

  test.each(['', 'maybe', 'NO'])('%j is neither yes nor no', (answer) => {
    expect(faultsOf({ answer })).toEqual({ answer: 'say.faults.answer-unknown' });
  });
});

test('every fault is told at once', () => {
  expect(faultsOf({ words: ' ', about: 'x', mood: 'x', answer: 'x' })).toEqual({
    words: 'say.faults.words-missing',
    about: 'say.faults.about-unknown',
    mood: 'say.faults.mood-unknown',
    answer: 'say.faults.answer-unknown',
  });
});

test('the language is the one of the page', () => {
  const parsed = parseDraft({ words: 'مرحبا' }, 'ar', known);
  expect(parsed).toMatchObject({ draft: { lang: 'ar' } });
});

describe('what is asked about', () => {
  test('may be something of the offer', () => {
    expect(draftOf({ about: 'offer/passport' })).toMatchObject({
      themeId: null,
      commitmentId: null,
      entitlementId: 'passport',
    });
  });

  test.each(['offer', 'offer/', 'offer/nothing', 'passport', 'respect/passport'])('is not %j', (about) => {
    expect(faultsOf({ about })).toEqual({ about: 'say.faults.about-unknown' });
  });
});

describe('a message without words', () => {
  test.each<[string, Typed]>([
    ['a feeling', { mood: 'sad' }],
    ['a picture', { picture: 'home' }],
    ['several', { picture: 'home lonely' }],
  ])('%s is enough', (_, typed) =>
    expect(parse({ words: ' ', ...typed })).toMatchObject({ draft: { words: ' ' } }),
  );

  test('a recording or a drawing is enough', () =>
    expect(parseDraft({ words: '' }, 'en', known, 1)).toMatchObject({ draft: { words: '' } }));

  test('that somebody helps, or a feeling there is not, says nothing', () => {
    expect(faultsOf({ words: '', helped: 'yes' })).toEqual({ words: 'say.faults.words-missing' });
    expect(faultsOf({ words: '', mood: 'x' })).toMatchObject({ words: 'say.faults.words-missing' });
  });

  test('words that are too long are so whatever is beside them', () =>
    expect(parseDraft({ words: 'x'.repeat(WORDS_MAX + 1) }, 'en', known, 1)).toEqual({
      faults: { words: 'say.faults.words-too-long' },
    }));

  test('nothing at all is nothing', () => {
    const nothing = { words: ' \n', mood: '', pictures: [], attachments: 0 };
    expect(nothingSaid(nothing)).toBe(true);
    for (const some of [{ words: 'x' }, { mood: 'sad' }, { pictures: ['home'] }, { attachments: 1 }])
      expect(nothingSaid({ ...nothing, ...some })).toBe(false);
  });
});

describe('what a sender tells of themselves', () => {
  const typed = { ageBand: '13-15', area: 'elsewhere' };
  const parsed = (rest: object, ruledOut: Subjects['ruledOut'] = []) =>
    parseAbout({ ...rest }, 'en', { ...known, ruledOut });

  test('is taken as it was chosen, and nothing is nothing', () => {
    expect(parsed(typed).about).toMatchObject(typed);
    expect(Object.keys(parsed({ ageBand: '', area: '' }).about)).not.toContain('ageBand');
  });

  test('is one of the choices', () => {
    const fault = 'say.faults.about-you-unknown';
    expect(parsed({ ageBand: '13', area: 'Leeds' }).faults).toEqual({ ageBand: fault, area: fault });
  });

  test('is left out where the authority never counts by it', () => {
    const { about, faults } = parsed(typed, ['age-band']);
    expect([about.ageBand, about.area, faults]).toEqual([undefined, 'elsewhere', {}]);
  });
});
