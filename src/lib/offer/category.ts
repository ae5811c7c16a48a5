/**
 * Leaving-care categories in England and the rule table that gives them (Children Act 1989 ss22–24D and Schedule 2
 * para 19B; SI 2010/959 reg 40; SI 2010/2571 reg 3). The first rule that matches gives the category. What is not
 * known may be either: every category that some answer would lead to is found, and no other.
 */
import type { Maybe, Situation, Truth } from './situation.ts';

/** In the order of the rule table. */
export const categories = [
  'looked_after_under_16',
  'eligible',
  'looked_after_16_17',
  'relevant_detained',
  'qualifying_home',
  'relevant',
  'former_relevant_18_20',
  'former_relevant_21_24',
  'former_relevant_25_plus_programme',
  'qualifying_sgo',
  'qualifying_other',
  'qualifying_edu_under_25',
  'care_experienced',
  'none',
] as const;

export type Category = (typeof categories)[number];

type Hyphened<Name> = Name extends `${infer First}_${infer Rest}` ? `${First}-${Hyphened<Rest>}` : Name;

/** A category's name as message keys have it: `_other` at the end of one would be a plural form. */
export function hyphened<Name extends string>(name: Name): Hyphened<Name> {
  return name.replaceAll('_', '-') as Hyphened<Name>;
}

const and = (...parts: Maybe[]): Maybe =>
  parts.includes(false) ? false : parts.includes(null) ? null : true;
const or = (...parts: Maybe[]): Maybe => (parts.includes(true) ? true : parts.includes(null) ? null : false);
const not = (part: Maybe): Maybe => (part === null ? null : !part);

const aged = ({ age }: Situation, from: number, to = Infinity): Maybe =>
  and(
    age.min >= from ? true : age.max < from ? false : null,
    age.max <= to ? true : age.min > to ? false : null,
  );

/** Pre-planned short breaks do not count towards the 13 weeks (SI 2010/959 reg 40). */
const thirteenWeeks = (s: Situation): Maybe => and(s.thirteenWeeks, not(s.shortBreaksOnly));

/** Living with a parent for six months or more ends being relevant; when that breaks down, it begins again. */
const settledAtHome = (s: Situation): Maybe => and(s.home6Months, not(s.homeArrangementEnded));

const detained = (s: Situation): Maybe => and(s.detainedOrHospitalAt16, thirteenWeeks(s));
const leftAfter16 = (s: Situation): Maybe => and(thirteenWeeks(s), s.inCareAfter16);

/** Was looked after at 18 and eligible just before, or was relevant until then (Children Act 1989 s23C(1)). */
const formerRelevant = (s: Situation): Maybe =>
  or(
    and(s.inCareAt18, thirteenWeeks(s)),
    and(not(s.inCareAt18), or(detained(s), and(leftAfter16(s), not(settledAtHome(s))))),
  );

const afterSixteen = (s: Situation): Maybe => or(s.inCareAfter16, s.accommodatedOther16Plus);

const CARE: Truth[] = ['inCareNow', 'inCareAfter16', 'thirteenWeeks', 'shortBreaksOnly'];
const HOME: Truth[] = ['home6Months', 'homeArrangementEnded'];
const LEFT: Truth[] = ['inCareAt18', ...CARE.slice(1), 'detainedOrHospitalAt16', ...HOME];

interface CategoryRule {
  category: Category;
  /** What the test looks at, in the order in which to make up one's mind. */
  reads: readonly Truth[];
  test(situation: Situation): Maybe;
}

const teenager = (s: Situation): Maybe => aged(s, 16, 17);

const rules: readonly CategoryRule[] = [
  {
    category: 'looked_after_under_16',
    reads: ['inCareNow'],
    test: (s) => and(s.inCareNow, aged(s, 0, 15)),
  },
  { category: 'eligible', reads: CARE, test: (s) => and(teenager(s), s.inCareNow, leftAfter16(s)) },
  { category: 'looked_after_16_17', reads: CARE, test: (s) => and(teenager(s), s.inCareNow) },
  {
    category: 'relevant_detained',
    reads: ['inCareNow', 'careOrderNow', 'detainedOrHospitalAt16', 'thirteenWeeks', 'shortBreaksOnly'],
    test: (s) => and(teenager(s), not(s.inCareNow), not(s.careOrderNow), detained(s)),
  },
  {
    category: 'qualifying_home',
    reads: [...CARE, ...HOME],
    test: (s) => and(teenager(s), not(s.inCareNow), leftAfter16(s), settledAtHome(s)),
  },
  {
    category: 'relevant',
    reads: [...CARE, ...HOME],
    test: (s) => and(teenager(s), not(s.inCareNow), leftAfter16(s), not(settledAtHome(s))),
  },
  {
    category: 'former_relevant_18_20',
    reads: LEFT,
    test: (s) => and(aged(s, 18, 20), formerRelevant(s)),
  },
  {
    category: 'former_relevant_21_24',
    reads: LEFT,
    test: (s) => and(aged(s, 21, 24), formerRelevant(s)),
  },
  {
    category: 'former_relevant_25_plus_programme',
    reads: ['onAgreedProgramme'],
    test: (s) => and(aged(s, 25), s.onAgreedProgramme),
  },
  {
    category: 'qualifying_sgo',
    reads: ['specialGuardianshipFromCare'],
    test: (s) => and(aged(s, 16, 20), s.specialGuardianshipFromCare),
  },
  {
    category: 'qualifying_other',
    reads: ['inCareNow', 'inCareAfter16', 'accommodatedOther16Plus'],
    test: (s) => and(aged(s, 16, 20), not(s.inCareNow), afterSixteen(s)),
  },
  {
    category: 'qualifying_edu_under_25',
    reads: ['specialGuardianshipFromCare', 'inCareAfter16', 'accommodatedOther16Plus', 'learning'],
    test: (s) => and(aged(s, 21, 24), or(s.specialGuardianshipFromCare, afterSixteen(s)), s.learning),
  },
  {
    category: 'care_experienced',
    reads: ['everInCare', 'accommodatedOther16Plus', 'specialGuardianshipFromCare'],
    test: (s) => or(s.everInCare, s.accommodatedOther16Plus, s.specialGuardianshipFromCare),
  },
  { category: 'none', reads: [], test: () => true },
];

const implies = (a: Maybe, b: Maybe): boolean => a !== true || b !== false;

/** Whether what is known can be true of one person. */
export function isPossible(s: Situation): boolean {
  const { min, max } = s.age;
  return (
    implies(s.inCareNow, and(s.everInCare, aged(s, 0, 17), not(s.inCareAt18))) &&
    implies(and(s.inCareNow, not(s.inCareAfter16)), aged(s, 0, 15)) &&
    implies(s.inCareAfter16, and(s.everInCare, max >= 16)) &&
    implies(s.inCareAt18, and(s.inCareAfter16, s.everInCare, max >= 18)) &&
    implies(s.thirteenWeeks, and(s.everInCare, max >= 14)) &&
    min <= max
  );
}

/** The ages at which a rule begins to be another, in years. */
const AGE_BANDS: readonly [number, number][] = [
  [0, 15],
  [16, 17],
  [18, 20],
  [21, 24],
  [25, Infinity],
];

/** One way things may be, and the category it leads to. */
export interface Possibility {
  situation: Situation;
  category: Category;
}

function* branches(situation: Situation, from: number): Generator<Possibility> {
  for (let place = from; ; place += 1) {
    const rule = rules[place];
    if (!rule) return;
    const outcome = rule.test(situation);
    if (outcome === false) continue;
    if (outcome === true) {
      yield { situation, category: rule.category };
      return;
    }
    const open = rule.reads.find((truth) => situation[truth] === null);
    if (!open) throw new Error(`The rule for ${rule.category} reads something it does not name.`);
    for (const value of [true, false]) {
      const supposed = { ...situation, [open]: value };
      if (isPossible(supposed)) yield* branches(supposed, place);
    }
    return;
  }
}

/**
 * Every way things may be, as far as the rules look. At least one for a situation that is possible.
 * Only what a rule needs to know is supposed, so this stays small whatever is not known.
 */
export function possibilities(situation: Situation): Possibility[] {
  return AGE_BANDS.flatMap(([from, to]) => {
    const age = { min: Math.max(situation.age.min, from), max: Math.min(situation.age.max, to) };
    const supposed = { ...situation, age };
    return age.min <= age.max && isPossible(supposed) ? [...branches(supposed, 0)] : [];
  });
}

/** The categories someone may be in, in the order of the rule table: one where there is no doubt. */
export function possibleCategories(situation: Situation): Category[] {
  const found = new Set(possibilities(situation).map(({ category }) => category));
  return categories.filter((category) => found.has(category));
}
