import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { match as isName } from '../../params/name.ts';
import type { Typed } from '../platform/forms.ts';
import { parseAnswer, parseNewDecision, slugFrom } from './decision.ts';

const TODAY = '2026-07-06';
const right: Typed = { owner: 'o1', dueOn: '2026-08-03', 'said-en': 'You said visits get cancelled.' };

const open = (typed: Typed) => parseNewDecision({ ...right, ...typed }, ['o1', 'o2'], ['en', 'ar'], TODAY);
const answer = (typed: Typed) =>
  parseAnswer({ state: 'we-did', 'said-en': 'You said.', 'answer-en': 'We did.', ...typed }, ['en', 'ar']);

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

describe('opening a decision', () => {
  test('takes what is right', () => {
    expect(open({})).toEqual({
      decision: { ownerId: 'o1', dueOn: '2026-08-03', said: { en: 'You said visits get cancelled.' } },
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
    expect(faultsOf(parseNewDecision({}, [], ['en'], TODAY)).sort()).toEqual(['dueOn', 'owner', 'said-en']);
  });
});

describe('publishing an answer', () => {
  test.each(['we-did', 'we-cant'])('takes %s', (state) => {
    expect(answer({ state })).toEqual({
      answer: { state, answer: { en: { said: 'You said.', answer: 'We did.' } } },
    });
  });

  test.each(['open', '', 'we-might'])('refuses %j: it is no answer', (state) => {
    expect(faultsOf(answer({ state }))).toEqual(['state']);
  });

  test('refuses an answer without its reason in English', () => {
    expect(faultsOf(answer({ 'answer-en': '', 'said-ar': 'قلتم', 'answer-ar': 'فعلنا' }))).toEqual([
      'answer-en',
    ]);
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
