import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { situationBy } from './answers.ts';
import { categories, possibleCategories } from './category.ts';
import {
  answerFault,
  optionsOf,
  questions,
  UNKNOWN,
  whereIs,
  type Answers,
  type Question,
} from './checker.ts';

const ON = '2026-11-22';

function categoriesFor(answers: Answers) {
  expect(whereIs(answers, ON)).toMatchObject({ next: null, fault: null });
  const situation = situationBy(answers, ON);
  return situation && possibleCategories(situation);
}

const nothing = { learning: 'none', about: 'none' };

describe('people', () => {
  test.each<[string, Answers, string[]]>([
    [
      'an unaccompanied 17-year-old who does not know twice',
      { age: '16-17', care: 'now', time: UNKNOWN, learning: UNKNOWN, about: 'unaccompanied' },
      ['eligible', 'looked_after_16_17'],
    ],
    [
      'a 19-year-old who was in care until 18',
      { age: '2007-03-07', care: 'before', leaving: 'until18', time: '13-weeks', ...nothing },
      ['former_relevant_18_20'],
    ],
    [
      'a 21-year-old coming back to learning',
      {
        age: '21-24',
        care: 'before',
        leaving: 'until18',
        time: '13-weeks',
        learning: 'wants_to_return',
        about: 'none',
      },
      ['former_relevant_21_24'],
    ],
    [
      'under a special guardianship order since ten',
      { age: '16-17', care: 'before', leaving: 'guardian', after16: 'no', ...nothing },
      ['qualifying_sgo'],
    ],
    [
      'left care at 15',
      { age: '18-20', care: 'before', leaving: 'rest', after16: 'no', ...nothing },
      ['care_experienced'],
    ],
    [
      'a disabled 16-year-old in foster care',
      { age: '16-17', care: 'now', time: '13-weeks', learning: 'school', about: 'disabled' },
      ['eligible'],
    ],
    [
      'a 24-year-old parent',
      {
        age: '21-24',
        care: 'before',
        leaving: 'rest',
        after16: 'yes',
        time: '13-weeks',
        learning: 'none',
        about: 'parent',
      },
      ['former_relevant_21_24'],
    ],
    ['a child of ten in care', { age: 'under-16', care: 'now', about: 'none' }, ['looked_after_under_16']],
    ['somebody who never was', { age: '18-20', care: 'never', ...nothing }, ['none']],
    [
      'somebody of 17 who was only in a hospital',
      { age: '16-17', care: 'elsewhere', ...nothing },
      ['qualifying_other'],
    ],
    [
      '17, back home for a year',
      { age: '16-17', care: 'before', leaving: 'home6', after16: 'yes', time: '13-weeks', ...nothing },
      ['qualifying_home'],
    ],
    [
      '17, back home until it broke down',
      { age: '16-17', care: 'before', leaving: 'home6-ended', after16: 'yes', time: '13-weeks', ...nothing },
      ['relevant'],
    ],
    [
      '17, in custody on the 16th birthday',
      { age: '16-17', care: 'before', leaving: 'detained', after16: 'no', time: '13-weeks', ...nothing },
      ['relevant_detained'],
    ],
    [
      '17, with short breaks only',
      { age: '16-17', care: 'now', time: 'short-breaks', ...nothing },
      ['looked_after_16_17'],
    ],
    [
      '18 after five weeks in care',
      { age: '18-20', care: 'before', leaving: 'until18', time: 'less', ...nothing },
      ['qualifying_other'],
    ],
    [
      '26 on an agreed course',
      {
        age: '25-plus',
        care: 'before',
        leaving: 'until18',
        time: '13-weeks',
        learning: 'agreed',
        about: 'none',
      },
      ['former_relevant_25_plus_programme'],
    ],
  ])('%s', (_, answers, expected) => {
    expect(categoriesFor(answers)).toEqual(expected);
  });

  test('somebody who knows nothing may be anything', () => {
    const answers = Object.fromEntries(questions.map((question) => [question, UNKNOWN]));
    expect(categoriesFor(answers)).toEqual([...categories]);
  });
});

describe('an answer', () => {
  test.each<[Question, Answers, string]>([
    ['age', { age: '12' }, 'notADay'],
    ['age', { age: '2026-02-30' }, 'notADay'],
    ['age', { age: '2027-01-01' }, 'later'],
    ['age', { age: '1850-01-01' }, 'tooLongAgo'],
    ['age', { age: 'old' }, 'choose'],
    ['age', { age: '__proto__' }, 'choose'],
    ['care', { age: '18-20', care: 'now' }, 'notTogether'],
    ['care', { age: '2000-01-01', care: 'now' }, 'notTogether'],
    ['care', { age: '16-17', care: '<b>' }, 'choose'],
    ['leaving', { age: '16-17', care: 'before', leaving: 'until18' }, 'notTogether'],
    ['learning', { age: '18-20', learning: 'agreed' }, 'notTogether'],
    ['about', { about: 'none parent' }, 'notTogether'],
    ['about', { about: 'parent parent' }, 'choose'],
    ['about', { about: 'rich' }, 'choose'],
    ['about', { about: '' }, 'choose'],
  ])('to %s that is wrong: %j', (question, answers, fault) => {
    expect(answerFault(question, answers, ON)).toBe(fault);
  });

  test('that no longer fits after going back is asked again', () => {
    const answers: Answers = { age: '25-plus', care: 'now' };
    expect(whereIs(answers, ON)).toMatchObject({ next: 'care', fault: 'notTogether' });
  });

  test('to what is no longer asked is kept but not looked at', () => {
    const answers: Answers = {
      age: '16-17',
      care: 'now',
      leaving: 'home6',
      after16: 'no',
      time: '13-weeks',
      ...nothing,
    };
    expect(categoriesFor(answers)).toEqual(['eligible']);
  });
});

/** Walks through the questions, taking each answer as told. */
function walk(choose: (question: Question, offered: readonly string[]) => string): Answers {
  const answers: Answers = {};
  for (let steps = 0; steps < 20; steps += 1) {
    const { next } = whereIs(answers, ON);
    if (!next) return answers;
    answers[next] = choose(next, [...optionsOf(next, answers, ON), UNKNOWN]);
  }
  throw new Error('The questions do not end.');
}

describe('whatever is answered', () => {
  const choices = fc.array(fc.nat({ max: 20 }), { minLength: 7, maxLength: 7 });
  const walked = choices.map((numbers) => {
    let place = 0;
    return walk((_, offered) => offered[(numbers[place++] ?? 0) % offered.length] ?? UNKNOWN);
  });

  test('at most seven questions are asked, and the answers make sense together', () => {
    fc.assert(
      fc.property(walked, (answers) => {
        expect(Object.keys(answers).length).toBeLessThanOrEqual(7);
        const situation = situationBy(answers, ON);
        expect(situation).not.toBeNull();
        if (situation) expect(possibleCategories(situation).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('"I don’t know" instead of an answer leaves every category possible that was', () => {
    fc.assert(
      fc.property(walked, fc.constantFrom(...questions), (answers, forgotten) => {
        if (answers[forgotten] === undefined) return;
        const known = situationBy(answers, ON);
        let unsure: Answers = { ...answers, [forgotten]: UNKNOWN };
        for (let { next } = whereIs(unsure, ON); next; { next } = whereIs(unsure, ON))
          unsure = { ...unsure, [next]: UNKNOWN };
        const then = situationBy(unsure, ON);
        if (!known || !then) throw new Error('impossible');
        expect(possibleCategories(then)).toEqual(expect.arrayContaining(possibleCategories(known)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('any text at all is a fault or fits, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.string(), (question, text) => {
        const { next, fault } = whereIs({ [question]: text }, ON);
        expect(next === null || fault === null || typeof fault === 'string').toBe(true);
      }),
    );
  });
});
