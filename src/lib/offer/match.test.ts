import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translator.ts';
import { categories, isPossible, possibleCategories } from './category.ts';
import { conditions, groups, type EntitlementFacts, type EntitlementRule } from './entitlement.ts';
import { whatApplies, type Match } from './match.ts';
import { educations, unknownSituation, type Situation } from './situation.ts';
import { whyInWords } from './why.ts';

const ON = '2026-11-22';

const openRule: EntitlementRule = {
  validFrom: null,
  validTo: null,
  who: ['anyone'],
  ages: null,
  conditions: [],
  amount: null,
};

const facts = (...rules: Partial<EntitlementRule>[]): EntitlementFacts => ({
  id: 'it',
  ref: 'T1',
  need: 'money',
  rules: rules.map((rule) => ({ ...openRule, ...rule })),
  law: null,
  kind: 'policy',
  inForce: 'yes',
  historic: false,
  owedBy: 'country',
  source: { title: 'A test', section: null, date: null },
  checkedOn: ON,
  reviewBy: '2027-11-22',
  confidence: 'high',
});

/** 19, in care until 18 for years, not learning, none of the other things. */
const nineteen: Situation = {
  ...unknownSituation,
  age: { min: 19, max: 19 },
  born: '2007-05-01',
  inCareNow: false,
  everInCare: true,
  inCareAfter16: true,
  inCareAt18: true,
  thirteenWeeks: true,
  shortBreaksOnly: false,
  careOrderNow: false,
  specialGuardianshipFromCare: false,
  home6Months: false,
  homeArrangementEnded: false,
  detainedOrHospitalAt16: false,
  accommodatedOther16Plus: false,
  hasAskedForSupport: false,
  onAgreedProgramme: false,
  education: 'none',
  learning: false,
  disabled: false,
  unaccompanied: false,
  parent: false,
};

const matched = (one: EntitlementFacts, situation: Situation, on = ON): Match | undefined =>
  whatApplies([one], situation, on).matches[0];

describe('a rule', () => {
  test('applies for certain to its category, and says so', () => {
    expect(matched(facts({ who: ['former-relevant'] }), nineteen)).toMatchObject({
      certain: true,
      because: ['former_relevant_18_20'],
      dependsOn: [],
    });
  });

  test('does not apply to another', () => {
    expect(matched(facts({ who: ['looked-after'] }), nineteen)).toBeUndefined();
  });

  test('may name a single category', () => {
    expect(matched(facts({ who: ['former_relevant_21_24'] }), nineteen)).toBeUndefined();
    expect(matched(facts({ who: ['former_relevant_18_20'] }), nineteen)?.certain).toBe(true);
  });

  test.each([
    [{ from: 19, to: null }, true],
    [{ from: 20, to: null }, false],
    [{ from: null, to: 20 }, true],
    [{ from: null, to: 19 }, false],
  ])('with ages %j', (ages, applies) => {
    expect(matched(facts({ ages }), nineteen) !== undefined).toBe(applies);
  });

  test('hangs on the age where that is not known well enough', () => {
    const between = { ...nineteen, born: null, age: { min: 18, max: 20 } };
    expect(matched(facts({ ages: { from: 16, to: 19 } }), between)).toMatchObject({
      certain: false,
      dependsOn: ['age'],
    });
    expect(matched(facts({ ages: { from: 16, to: 21 } }), between)?.certain).toBe(true);
    expect(matched(facts({ ages: { from: 21, to: null } }), between)).toBeUndefined();
  });

  test('for people born between two days looks at the birthday, or at what the age says of it', () => {
    const trust = facts({ born: { from: '2002-09-01', to: '2011-01-03' } });
    expect(matched(trust, nineteen)?.certain).toBe(true);
    expect(matched(trust, { ...nineteen, born: '2002-08-31' })).toBeUndefined();
    expect(matched(trust, { ...nineteen, born: '2011-01-03' })).toBeUndefined();
    expect(matched(trust, { ...nineteen, born: '2011-01-02' })?.certain).toBe(true);
    expect(matched(trust, { ...nineteen, born: null })?.certain).toBe(true);
    const fifteen = {
      ...nineteen,
      born: null,
      age: { min: 15, max: 15 },
      inCareAt18: false,
      inCareAfter16: false,
    };
    expect(matched(trust, fifteen)?.dependsOn).toEqual(['born']);
  });

  test.each([
    ['disabled', { disabled: true }],
    ['unaccompanied', { unaccompanied: true }],
    ['parent', { parent: true }],
    ['in-care-after-16', { inCareAfter16: true }],
    ['in-care-at-18', { inCareAt18: true }],
    ['learning', { learning: true, education: 'school' }],
    ['school-or-college', { learning: true, education: 'college' }],
    ['university', { learning: true, education: 'university' }],
    ['apprenticeship', { learning: true, education: 'apprenticeship' }],
  ] as const)('that asks for %s asks for it', (condition, met) => {
    const rule = facts({ conditions: [condition] });
    expect(matched(rule, { ...nineteen, ...met })).toMatchObject({
      certain: true,
      because: ['anyone', condition],
    });
    const key = Object.keys(met)[0] as keyof Situation;
    const unmet = { ...nineteen, inCareAt18: false, education: 'none' as const, [key]: false };
    expect(matched(rule, unmet)).toBeUndefined();
    const open = { ...nineteen, inCareAt18: null, learning: null, education: null, [key]: null };
    expect(matched(rule, open as Situation)?.certain).toBe(false);
  });

  test('for one kind of learning may fit who wants to go back', () => {
    const back: Situation = { ...nineteen, learning: true, education: 'wants_to_return' };
    for (const condition of ['school-or-college', 'university', 'apprenticeship'] as const)
      expect(matched(facts({ conditions: [condition] }), back)).toMatchObject({
        certain: false,
        dependsOn: [condition],
      });
  });

  test('holds from its first day until the day before its last', () => {
    const grant = facts(
      { validTo: '2023-04-01', amount: { min: 2_000, max: null, period: 'once' } },
      { validFrom: '2023-04-01', validTo: '2027-01-01', amount: { min: 3_000, max: null, period: 'once' } },
    );
    expect(matched(grant, nineteen, '2023-03-31')?.rule.amount?.min).toBe(2_000);
    expect(matched(grant, nineteen, '2023-04-01')?.rule.amount?.min).toBe(3_000);
    expect(matched(grant, nineteen, '2026-12-31')?.rule.amount?.min).toBe(3_000);
    expect(matched(grant, nineteen, '2027-01-01')).toBeUndefined();
  });

  test('that is not in force gives nothing; one of which nobody knows may', () => {
    expect(matched({ ...facts({}), inForce: 'no' }, nineteen)).toBeUndefined();
    expect(matched({ ...facts({}), inForce: 'unknown' }, nineteen)).toBeDefined();
  });
});

describe('beside what applies, one is told', () => {
  const seventeen: Situation = {
    ...nineteen,
    age: { min: 17, max: 17 },
    born: null,
    inCareNow: true,
    inCareAt18: false,
  };
  const flags = (situation: Situation) => whatApplies([], situation, ON).flags;

  test('that benefits are mostly barred at 16 and 17, but not for parents', () => {
    expect(flags(seventeen)).toEqual(['no-means-tested-benefits']);
    expect(flags({ ...seventeen, parent: true })).toEqual([
      'no-means-tested-benefits',
      'benefits-for-parents',
    ]);
    expect(flags(nineteen)).toEqual([]);
  });

  test('what there is for disabled people from 16, and that a lawyer helps before a decision', () => {
    expect(flags({ ...nineteen, disabled: true })).toEqual(['disability-money']);
    expect(flags({ ...nineteen, unaccompanied: true })).toEqual(['asylum-decision']);
  });
});

const truths = Object.keys(unknownSituation).filter(
  (key) => !['age', 'born', 'education'].includes(key),
) as (keyof Situation)[];

const situations = fc
  .record({
    min: fc.integer({ min: 0, max: 30 }),
    more: fc.constantFrom(0, 0, 1, 2, 40),
    education: fc.constantFrom(null, ...educations),
    values: fc.array(fc.constantFrom(true, false, null), {
      minLength: truths.length,
      maxLength: truths.length,
    }),
  })
  .map(({ min, more, education, values }): Situation => {
    const learning = education === null ? null : education !== 'none';
    return {
      ...unknownSituation,
      age: { min, max: min + more },
      ...Object.fromEntries(truths.map((truth, place) => [truth, values[place]])),
      education,
      learning,
    };
  })
  .filter(isPossible);

const rules = fc.record({
  validFrom: fc.constant(null),
  validTo: fc.constant(null),
  who: fc.subarray([...(Object.keys(groups) as (keyof typeof groups)[]), ...categories], { minLength: 1 }),
  ages: fc.option(
    fc.record({
      from: fc.option(fc.integer({ min: 0, max: 24 })),
      to: fc.option(fc.integer({ min: 25, max: 30 })),
    }),
  ),
  conditions: fc.subarray([...conditions], { maxLength: 2 }),
  amount: fc.constant(null),
});

describe('whatever is known', () => {
  const t = translator('en');

  test('every answer has a reason, in words, and what is not certain says what it hangs on', () => {
    fc.assert(
      fc.property(situations, rules, (situation, rule) => {
        const match = matched(facts(rule), situation);
        if (!match) return;
        expect(match.because.length).toBeGreaterThan(0);
        expect(match.dependsOn.length > 0).toBe(!match.certain);
        expect(whyInWords(t, 'en', match)).toMatch(/^(Because|You get it) .+\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test('"I don’t know" never takes anything away', () => {
    fc.assert(
      fc.property(situations, rules, fc.constantFrom(...truths), (situation, rule, forgotten) => {
        const before = matched(facts(rule), situation);
        const unsure: Situation = { ...situation, [forgotten]: null };
        if (forgotten === 'learning') unsure.education = null;
        const after = matched(facts(rule), unsure);
        if (before) expect(after).toBeDefined();
        expect(possibleCategories(unsure)).toEqual(expect.arrayContaining(possibleCategories(situation)));
      }),
      { numRuns: 500 },
    );
  });

  test('not to know the age or the learning takes nothing away either', () => {
    fc.assert(
      fc.property(situations, rules, (situation, rule) => {
        if (!matched(facts(rule), situation)) return;
        const ageless = { ...situation, age: unknownSituation.age, born: null };
        expect(matched(facts(rule), ageless)).toBeDefined();
        expect(matched(facts(rule), { ...situation, education: null, learning: null })).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test('what is certain stays so when more is known', () => {
    fc.assert(
      fc.property(
        situations,
        rules,
        fc.constantFrom(...truths),
        fc.boolean(),
        (situation, rule, truth, value) => {
          const learned = { ...situation, [truth]: situation[truth] ?? value };
          if (truth === 'learning' || !isPossible(learned)) return;
          if (matched(facts(rule), situation)?.certain)
            expect(matched(facts(rule), learned)?.certain).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
