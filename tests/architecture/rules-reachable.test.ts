import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../../src/lib/content/files.server.ts';
import { possibilities, type Category } from '../../src/lib/offer/category.ts';
import {
  categoriesOf,
  ruleOn,
  type Condition,
  type EntitlementFacts,
  type EntitlementRule,
} from '../../src/lib/offer/entitlement.ts';
import { unknownSituation, type Education, type Situation } from '../../src/lib/offer/situation.ts';

const TODAY = '2026-11-22';

/** What each condition makes true of a person. */
const CONDITIONS: Record<Condition, Partial<Situation>[]> = {
  disabled: [{ disabled: true }],
  unaccompanied: [{ unaccompanied: true }],
  parent: [{ parent: true }],
  'in-care-after-16': [{ inCareAfter16: true, everInCare: true }],
  'in-care-at-18': [{ inCareAt18: true, inCareAfter16: true, everInCare: true }],
  learning: [{ learning: true }],
  'school-or-college': studying('school', 'college'),
  university: studying('university'),
  apprenticeship: studying('apprenticeship'),
};

function studying(...educations: Education[]): Partial<Situation>[] {
  return educations.map((education) => ({ education, learning: true }));
}

const agrees = (a: Partial<Situation>, b: Partial<Situation>) =>
  Object.entries(b).every(([key, value]) => !(key in a) || a[key as keyof Situation] === value);

/** Every way of being that all the conditions allow; none where one rules another out. */
function waysToMeet(conditions: readonly Condition[]): Partial<Situation>[] {
  return conditions.reduce<Partial<Situation>[]>(
    (ways, condition) =>
      ways.flatMap((way) =>
        CONDITIONS[condition].filter((more) => agrees(way, more)).map((more) => ({ ...way, ...more })),
      ),
    [{}],
  );
}

/** A day to reckon ages on: today, or the nearest to it that the rule knows of. */
const dayOf = ({ validFrom, validTo }: EntitlementRule) =>
  validTo ?? (validFrom !== null && validFrom > TODAY ? validFrom : TODAY);

const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/** Whole years old on a day: those of somebody born when the rule says. */
function canBeAged(age: number, { ages, born }: EntitlementRule, day: string): boolean {
  const within = (ages?.from ?? 0) <= age && age < (ages?.to ?? Infinity);
  if (!born) return within;
  // Born after the one and on or before the other.
  return within && born.from <= yearsBefore(day, age) && yearsBefore(day, age + 1) < born.to;
}

/** Past the last band of ages, everything stays as it is. */
const AGES = Array.from({ length: 40 }, (_, age) => age);

/** The categories somebody for whom the rule holds may be in. */
function reached(rule: EntitlementRule): Set<Category> {
  const situations = AGES.filter((age) => canBeAged(age, rule, dayOf(rule))).flatMap((age) =>
    waysToMeet(rule.conditions).map((way) => ({ ...unknownSituation, ...way, age: { min: age, max: age } })),
  );
  const meant = categoriesOf(rule);
  return new Set(
    situations
      .flatMap(possibilities)
      .map(({ category }) => category)
      .filter((category) => meant.has(category)),
  );
}

/** Each group or category the rule names that nobody can be in when the rest of it holds. */
function unreachable(rule: EntitlementRule): string[] {
  const found = reached(rule);
  return rule.who.filter((who) => ![...categoriesOf({ who: [who] })].some((one) => found.has(one)));
}

const places: { name: string; offer: EntitlementFacts[] }[] = [
  { name: 'the country', offer: (await readNational()).offer },
  ...(await readAuthorities()).map(({ settings, offer }) => ({ name: settings.name, offer })),
];

const aRule = (rest: Partial<EntitlementRule>): EntitlementRule => ({
  validFrom: null,
  validTo: null,
  who: ['anyone'],
  ages: null,
  conditions: [],
  amount: null,
  ...rest,
});

describe.each(places)('the rules of $name', ({ offer }) => {
  test('reach somebody in every group they name', () => {
    const faults = offer.flatMap(({ id, rules }) =>
      rules.flatMap((rule) => unreachable(rule).map((who) => `${id}: ${who}`)),
    );
    expect(faults).toEqual([]);
  });

  test('name nobody twice', () => {
    const faults = offer.filter(({ rules }) =>
      rules.some(({ who }) => {
        const named = who.flatMap((one) => [...categoriesOf({ who: [one] })]);
        return new Set(named).size < named.length;
      }),
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  test('follow one another by date and do not overlap', () => {
    const faults = offer.filter(({ rules }) =>
      rules.some(({ validFrom, validTo }, place) => {
        const next = rules[place + 1];
        return (
          (validTo !== null && validTo <= (validFrom ?? '')) ||
          (next !== undefined && (validTo === null || validTo > (next.validFrom ?? '')))
        );
      }),
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  test('have one that holds on the day they were checked', () => {
    const faults = offer.filter((one) => ruleOn(one, one.checkedOn) === null);
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  test('are to be checked again, after they were checked and within a year', () => {
    const faults = offer.filter(
      ({ checkedOn, reviewBy }) => reviewBy <= checkedOn || yearsBefore(reviewBy, 1) > checkedOn,
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  test('are to be checked again within three months where we are not sure', () => {
    const unsure = offer.filter(
      ({ confidence, inForce, historic }) => confidence === 'low' || (inForce === 'unknown' && !historic),
    );
    expect(unsure.filter(({ reviewBy }) => reviewBy > '2027-02-22').map(({ id }) => id)).toEqual([]);
  });
});

describe('a rule that reaches nobody is found', () => {
  test.each<[string, Partial<EntitlementRule>]>([
    ['ages that a category cannot have', { who: ['eligible'], ages: { from: 18, to: 21 } }],
    [
      'a condition that rules the category out',
      { who: ['looked_after_under_16'], conditions: ['in-care-after-16'] },
    ],
    ['conditions that rule each other out', { conditions: ['university', 'apprenticeship'] }],
    [
      'ages that those born then cannot have',
      { born: { from: '2002-09-01', to: '2011-01-03' }, ages: { from: 30, to: null } },
    ],
    ['ages before those it names', { who: ['former-relevant'], ages: { from: null, to: 18 } }],
  ])('%s', (_, rest) => {
    expect(unreachable(aRule(rest))).toEqual(rest.who ?? ['anyone']);
  });

  test('and one that reaches somebody is not', () => {
    expect(unreachable(aRule({ who: ['former_relevant_18_20'], conditions: ['in-care-at-18'] }))).toEqual([]);
    expect(unreachable(aRule({ born: { from: '2010-01-01', to: '2011-01-03' } }))).toEqual([]);
    expect(unreachable(aRule({ conditions: ['parent', 'school-or-college', 'learning'] }))).toEqual([]);
  });
});
