import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthday } from './age.ts';
import { CaseSchema, situationOf } from './case.ts';
import { categories, isPossible, possibilities, possibleCategories, type Category } from './category.ts';
import { unknownSituation, type Situation } from './situation.ts';
import * as v from 'valibot';

const BORN = '2009-05-10';
const [AT_14, AT_16, AT_18] = [14, 16, 18].map((age) => birthday(BORN, age)) as [string, string, string];

const plain = {
  authority: 'any',
  born: BORN,
  spells: [] as { from: string; to: string | null }[],
  education: 'none',
  care_order_now: false,
  sgo_from_care: false,
  home_6_months: false,
  home_arrangement_ended: false,
  detained_or_hospital_at_16: false,
  accommodated_other_16plus: false,
  short_breaks_only: false,
  has_asked_for_support: false,
  on_agreed_programme: false,
  disabled: false,
  uasc: false,
  parent: false,
};

const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The categories of a plain case with some things changed, seen from a day. */
function on(day: string, changed: object): Category[] {
  const found = situationOf(v.parse(CaseSchema, { ...plain, ...changed }), day);
  if ('fault' in found) throw new Error(found.fault);
  return possibleCategories(found.situation);
}

const spell = (from: string, to: string | null) => ({ from, to });
/** In care for so many days, the last of them the day before `to`. */
const daysUntil = (to: string, days: number) => [spell(addDays(to, -days), to)];
const AGED_17 = birthday(BORN, 17);

describe('thirteen weeks', () => {
  test('are 91 days', () => {
    expect(on(AGED_17, { spells: daysUntil(addDays(AT_16, 30), 91) })).toEqual(['relevant']);
  });

  test('are not 90 days', () => {
    expect(on(AGED_17, { spells: daysUntil(addDays(AT_16, 30), 90) })).toEqual(['qualifying_other']);
  });

  test('may be several spells that add up', () => {
    const two = [spell(AT_14, addDays(AT_14, 45)), spell(AT_16, addDays(AT_16, 46))];
    expect(on(AGED_17, { spells: two })).toEqual(['relevant']);
    const oneDayLess = [spell(AT_14, addDays(AT_14, 45)), spell(AT_16, addDays(AT_16, 45))];
    expect(on(AGED_17, { spells: oneDayLess })).toEqual(['qualifying_other']);
  });

  test('count a day once that two spells cover', () => {
    const overlapping = [spell(AT_16, addDays(AT_16, 60)), spell(addDays(AT_16, 30), addDays(AT_16, 90))];
    expect(on(AGED_17, { spells: overlapping })).toEqual(['qualifying_other']);
  });

  test('begin at the 14th birthday', () => {
    const mostlyBefore = [spell('2015-01-01', addDays(AT_14, 60)), spell(AT_16, addDays(AT_16, 30))];
    expect(on(AGED_17, { spells: mostlyBefore })).toEqual(['qualifying_other']);
    const oneMore = [spell('2015-01-01', addDays(AT_14, 60)), spell(AT_16, addDays(AT_16, 31))];
    expect(on(AGED_17, { spells: oneMore })).toEqual(['relevant']);
  });

  test('need not be before 16', () => {
    expect(on(AGED_17, { spells: [spell(addDays(AT_16, 10), addDays(AT_16, 101))] })).toEqual(['relevant']);
  });

  test('are over after so many whole days in care', () => {
    const inCare = { spells: [spell(addDays(AT_16, 1), null)] };
    expect(on(addDays(AT_16, 91), inCare)).toEqual(['looked_after_16_17']);
    expect(on(addDays(AT_16, 92), inCare)).toEqual(['eligible']);
  });

  test('are not made of planned short breaks', () => {
    const inCare = { spells: [spell(AT_14, null)], short_breaks_only: true };
    expect(on(AGED_17, inCare)).toEqual(['looked_after_16_17']);
    expect(on(AGED_17, { ...inCare, spells: [spell(AT_14, AGED_17)] })).toEqual(['qualifying_other']);
  });
});

describe('the 16th birthday', () => {
  const since14 = { spells: [spell(AT_14, null)] };

  test('makes a child in care eligible, and not the day before', () => {
    expect(on(addDays(AT_16, -1), since14)).toEqual(['looked_after_under_16']);
    expect(on(AT_16, since14)).toEqual(['eligible']);
  });

  test('is not reached by care that ended the day before it', () => {
    expect(on(AGED_17, { spells: [spell(AT_14, AT_16)] })).toEqual(['care_experienced']);
    expect(on(AGED_17, { spells: [spell(AT_14, addDays(AT_16, 1))] })).toEqual(['relevant']);
  });
});

describe('the 18th birthday', () => {
  test('makes an eligible child a former relevant one', () => {
    const since14 = { spells: [spell(AT_14, null)] };
    expect(on(addDays(AT_18, -1), since14)).toEqual(['eligible']);
    expect(on(AT_18, since14)).toEqual(['former_relevant_18_20']);
    expect(on(AT_18, { spells: [spell(AT_14, AT_18)] })).toEqual(['former_relevant_18_20']);
  });

  test('in care for five weeks is not enough for that', () => {
    expect(on(AT_18, { spells: daysUntil(AT_18, 35) })).toEqual(['qualifying_other']);
  });

  test('stands at care that ended a day before it as at any other that ended', () => {
    const settled = { spells: [spell(AT_14, addDays(AT_18, -1))], home_6_months: true };
    expect(on(AT_18, settled)).toEqual(['qualifying_other']);
    expect(on(AT_18, { ...settled, home_arrangement_ended: true })).toEqual(['former_relevant_18_20']);
    expect(on(AT_18, { ...settled, home_6_months: false })).toEqual(['former_relevant_18_20']);
  });
});

describe('the 21st and 25th birthdays', () => {
  const cared = { spells: [spell(AT_14, AT_18)] };
  test.each([
    [21, -1, 'former_relevant_18_20'],
    [21, 0, 'former_relevant_21_24'],
    [25, -1, 'former_relevant_21_24'],
    [25, 0, 'care_experienced'],
  ])('at %i and %i days', (age, days, category) => {
    expect(on(addDays(birthday(BORN, age), days), cared)).toEqual([category]);
  });

  test('an agreed course goes on after 25', () => {
    const agreed = { ...cared, on_agreed_programme: true };
    expect(on(birthday(BORN, 25), agreed)).toEqual(['former_relevant_25_plus_programme']);
  });

  test('a qualifying person of 21 to 24 is one for learning only', () => {
    const short = { spells: daysUntil(AT_18, 35) };
    expect(on(birthday(BORN, 21), short)).toEqual(['care_experienced']);
    for (const education of ['school', 'college', 'university', 'wants_to_return', 'apprenticeship'])
      expect(on(birthday(BORN, 21), { ...short, education })).toEqual(['qualifying_edu_under_25']);
    expect(on(birthday(BORN, 25), { ...short, education: 'university' })).toEqual(['care_experienced']);
  });
});

describe('who was born on 29 February', () => {
  test.each([
    ['2024-02-28', 'looked_after_under_16'],
    ['2024-02-29', 'eligible'],
    ['2026-02-28', 'eligible'],
    ['2026-03-01', 'former_relevant_18_20'],
  ])('on %s', (day, category) => {
    expect(on(day, { born: '2008-02-29', spells: [spell('2020-01-01', null)] })).toEqual([category]);
  });
});

describe('other ways', () => {
  test('three years in care until 15 make nobody eligible, relevant or qualifying', () => {
    const left = { spells: [spell(birthday(BORN, 12), birthday(BORN, 15))] };
    for (const age of [16, 17, 18, 20, 21, 30])
      expect(on(birthday(BORN, age), left)).toEqual(['care_experienced']);
  });

  test('a special guardianship order at 10 makes a qualifying person from 16 until 21', () => {
    const guarded = { spells: [spell('2014-01-01', birthday(BORN, 10))], sgo_from_care: true };
    expect(on(addDays(AT_16, -1), guarded)).toEqual(['care_experienced']);
    expect(on(AGED_17, guarded)).toEqual(['qualifying_sgo']);
    expect(on(addDays(birthday(BORN, 21), -1), guarded)).toEqual(['qualifying_sgo']);
    expect(on(birthday(BORN, 21), guarded)).toEqual(['care_experienced']);
    expect(on(birthday(BORN, 21), { ...guarded, education: 'college' })).toEqual(['qualifying_edu_under_25']);
  });

  test('special guardianship from care says that there was care, and may, though no spell is listed', () => {
    expect(on(AGED_17, { sgo_from_care: true })).toEqual(['qualifying_sgo']);
    expect(on(AGED_17, { sgo_from_care: 'unknown' })).toEqual(['qualifying_sgo', 'none']);
  });

  test('six months at home end being relevant, until that breaks down', () => {
    const home = { spells: [spell(AT_14, addDays(AT_16, 10))], home_6_months: true };
    expect(on(AGED_17, home)).toEqual(['qualifying_home']);
    expect(on(AGED_17, { ...home, home_arrangement_ended: true })).toEqual(['relevant']);
  });

  test('who was locked up or in hospital at 16 after 13 weeks is relevant without care after 16', () => {
    const away = { spells: [spell(AT_14, addDays(AT_16, -5))], detained_or_hospital_at_16: true };
    expect(on(AGED_17, away)).toEqual(['relevant_detained']);
    expect(on(AGED_17, { ...away, care_order_now: true })).toEqual(['care_experienced']);
    expect(on(AT_18, away)).toEqual(['former_relevant_18_20']);
    expect(on(AGED_17, { ...away, spells: daysUntil(addDays(AT_16, -5), 90) })).toEqual(['care_experienced']);
  });

  test('other places away from home count from 16', () => {
    expect(on(AGED_17, { accommodated_other_16plus: true })).toEqual(['qualifying_other']);
    expect(on(addDays(AT_16, -1), { accommodated_other_16plus: true })).toEqual(['care_experienced']);
  });

  test('nobody who was never in care has a category', () => {
    for (const age of [10, 16, 18, 21, 30]) expect(on(birthday(BORN, age), {})).toEqual(['none']);
  });

  test.each(['disabled', 'uasc', 'parent'])('being %s changes no category', (flag) => {
    const since14 = { spells: [spell(AT_14, null)] };
    for (const day of [addDays(AT_16, -1), AT_16, AT_18])
      expect(on(day, { ...since14, [flag]: true })).toEqual(on(day, since14));
  });

  test('what comes after the day asked about is not looked at', () => {
    const later = { spells: [spell(AT_14, addDays(AT_14, 95)), spell(AT_16, addDays(AT_16, 5))] };
    expect(on(addDays(AT_16, -1), later)).toEqual(['care_experienced']);
    expect(on(AT_16, later)).toEqual(['eligible']);
  });
});

test('a day that is not said is today', () => {
  for (const said of [{}, { on: null }, { on: 'unknown' }])
    expect(situationOf(v.parse(CaseSchema, { ...plain, ...said }), '2026-11-22')).toMatchObject({
      on: '2026-11-22',
    });
});

describe('what is impossible', () => {
  test.each([
    ['a birthday that is none', { born: '2009-02-30' }],
    ['a birthday to come', { born: '2027-01-01' }],
    ['a birthday long ago', { born: '1890-01-01' }],
    ['a spell that ends before it begins', { spells: [spell(AT_16, AT_14)] }],
    ['a spell of no days', { spells: [spell(AT_16, AT_16)] }],
    ['a spell before birth', { spells: [spell('2009-05-09', AT_14)] }],
    ['a spell after 18', { spells: [spell(AT_18, null)] }],
    ['a spell with a day there is not', { spells: [spell('2025-02-30', null)] }],
  ])('%s', (_, changed) => {
    expect(situationOf(v.parse(CaseSchema, { ...plain, ...changed }), '2026-11-22')).toEqual({
      fault: expect.stringMatching(/\w{3}/),
    });
  });
});

const truths = Object.keys(unknownSituation).filter(
  (key) => !['age', 'born', 'education'].includes(key),
) as (keyof Situation)[];

/** Something known of somebody, much of it not. */
const situations = fc
  .record({
    ages: fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 12 })),
    values: fc.array(fc.constantFrom(true, false, null, null), {
      minLength: truths.length,
      maxLength: truths.length,
    }),
  })
  .map(({ ages: [min, more], values }): Situation => ({
    ...unknownSituation,
    age: { min, max: min + more },
    ...Object.fromEntries(truths.map((truth, place) => [truth, values[place]])),
  }))
  .filter(isPossible);

/** Every way a situation may be, made without thinking: each unknown both ways, each age by itself. */
function everyWay(situation: Situation): Situation[] {
  const open = truths.filter((truth) => situation[truth] === null);
  const ages = Array.from(
    { length: situation.age.max - situation.age.min + 1 },
    (_, more) => situation.age.min + more,
  );
  return ages
    .flatMap((age) =>
      Array.from({ length: 2 ** open.length }, (_, bits) => ({
        ...situation,
        age: { min: age, max: age },
        ...Object.fromEntries(open.map((truth, place) => [truth, Boolean((bits >> place) & 1)])),
      })),
    )
    .filter(isPossible);
}

describe('what is not known', () => {
  test('leads to exactly the categories that some answer leads to', () => {
    const few = situations.filter(
      (one) => truths.filter((truth) => one[truth] === null).length <= 7 && one.age.max - one.age.min <= 5,
    );
    fc.assert(
      fc.property(few, (situation) => {
        const byHand = new Set(everyWay(situation).flatMap(possibleCategories));
        expect(possibleCategories(situation)).toEqual(categories.filter((one) => byHand.has(one)));
      }),
      { numRuns: 300 },
    );
  });

  test('is nothing: then one category is given', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        for (const way of everyWay({ ...situation, ...allFalseWhereOpen(situation) }).slice(0, 4))
          expect(possibleCategories(way)).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('is everything: then every category is possible', () => {
    expect(possibleCategories(unknownSituation)).toEqual([...categories]);
    expect(possibilities(unknownSituation).length).toBeLessThan(500);
  });
});

function allFalseWhereOpen(situation: Situation): Partial<Situation> {
  return Object.fromEntries(
    truths.filter((truth) => situation[truth] === null).map((truth) => [truth, false]),
  );
}

test('every category is reached by some case, so no rule is unreachable', () => {
  const reached = new Set(possibilities(unknownSituation).map(({ category }) => category));
  expect([...reached].sort()).toEqual([...categories].sort());
});
