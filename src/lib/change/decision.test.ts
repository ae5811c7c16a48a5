import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { match as isName } from '../../params/name.ts';
import type { Typed } from '../platform/forms.ts';
import { answeredRound, isAsking, isLate, isLookedAtAgain, parseNewDecision, slugFrom } from './decision.ts';

const TODAY = '2026-07-06';
const right: Typed = {
  owner: 'o1',
  ownerRole: ' Head of placements ',
  dueOn: '2026-08-03',
  'said-en': 'You said visits get cancelled.',
};
const known = { owners: ['o1', 'o2'], names: ['Rukhsana Fairholt'] };

const open = (typed: Typed) => parseNewDecision({ ...right, ...typed }, known, ['en', 'ar'], TODAY);

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

describe('opening a decision', () => {
  test('takes what is right', () => {
    expect(open({})).toEqual({
      decision: {
        ownerId: 'o1',
        ownerRole: 'Head of placements',
        dueOn: '2026-08-03',
        said: { en: 'You said visits get cancelled.' },
      },
    });
  });

  test('takes the other languages that are there', () => {
    expect(open({ 'said-ar': ' قلتم ' })).toMatchObject({ decision: { said: { ar: 'قلتم' } } });
  });

  test('may be due today', () => {
    expect(faultsOf(open({ dueOn: TODAY }))).toEqual([]);
  });

  test.each<[string, Typed, string]>([
    ['an owner who is not one', { owner: 'o3' }, 'owner'],
    ['no owner', { owner: '' }, 'owner'],
    ['no role', { ownerRole: ' ' }, 'ownerRole'],
    ['a person in place of a role', { ownerRole: 'rukhsana fairholt, Placements' }, 'ownerRole'],
    ['a day that has passed', { dueOn: '2026-07-05' }, 'dueOn'],
    ['a day that does not exist', { dueOn: '2027-02-29' }, 'dueOn'],
    ['no English', { 'said-en': '  ' }, 'said-en'],
    ['too much English', { 'said-en': 'a'.repeat(1_201) }, 'said-en'],
    ['too much of another language', { 'said-ar': 'أ'.repeat(1_201) }, 'said-ar'],
  ])('refuses %s', (_, typed, field) => {
    expect(faultsOf(open(typed))).toEqual([field]);
  });

  test('takes words that just fit', () => {
    expect(faultsOf(open({ 'said-en': 'a'.repeat(1_200) }))).toEqual([]);
  });

  test('tells every fault at once', () => {
    const nobody = { owners: [], names: [] };
    const faults = faultsOf(parseNewDecision({}, nobody, ['en'], TODAY)).sort();
    expect(faults).toEqual(['dueOn', 'owner', 'ownerRole', 'said-en']);
  });
});

describe('where a decision is', () => {
  const first = { state: 'open', answered: null, round: 1, dueOn: '2026-07-05' } as const;
  const again = { ...first, answered: 'we-did', round: 2 } as const;
  const closed = { ...again, state: 'closed' } as const;

  test('open again after an answer is being looked at again', () => {
    expect([first, again, closed].map(isLookedAtAgain)).toEqual([false, true, false]);
  });

  test('late is what is open and whose day is over', () => {
    expect(isLate(first, TODAY)).toBe(true);
    expect(isLate(first, '2026-07-05')).toBe(false);
    expect(isLate(closed, TODAY)).toBe(false);
  });

  test('only a published answer is asked about, and the one that is read is the last one given', () => {
    const published = { ...again, state: 'we-cant' } as const;
    expect([first, again, closed, published].map(isAsking)).toEqual([false, false, false, true]);
    expect([first, again, closed, published].map(answeredRound)).toEqual([0, 1, 2, 2]);
  });
});

describe('an address from words', () => {
  test('is the first six words', () => {
    expect(slugFrom('You said: visits with brothers & sisters get cancelled!')).toBe(
      'you-said-visits-with-brothers-sisters',
    );
  });

  test('of words in no Latin letters is still an address', () => {
    expect(slugFrom('قلتم')).toBe('decision');
    expect(slugFrom('')).toBe('decision');
  });

  test('fits the shape of an address, whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(isName(slugFrom(text))).toBe(true);
        expect(slugFrom(text).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
