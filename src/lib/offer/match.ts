/**
 * What someone can get, and why: an authority's entitlements held against what is known of a person on a day. Pure, and
 * the same on the server and on a phone. "I don't know" never takes anything away: an entitlement is left out only
 * where no way things may be would give it.
 */
import { birthday } from './age.ts';
import { categories, possibilities, type Category, type Possibility } from './category.ts';
import {
  categoriesOf,
  ruleOn,
  type Condition,
  type EntitlementFacts,
  type EntitlementRule,
} from './entitlement.ts';
import type { Maybe, Situation } from './situation.ts';

/** What a rule looked at: the reason where it holds, what it hangs on where nobody knows. */
export type Reason = Category | 'anyone' | Condition | 'age' | 'born';

/** Something that applies, or may. */
export interface Match {
  id: string;
  /** Applies whatever the answers not given are. */
  certain: boolean;
  /** Why: never empty. The categories that give it, then the conditions met. */
  because: Reason[];
  /** What it hangs on: empty where it is certain. */
  dependsOn: Reason[];
  rule: EntitlementRule;
}

/** Things to know beside the entitlements, from who somebody is. */
export const flags = [
  'no-means-tested-benefits',
  'benefits-for-parents',
  'disability-money',
  'asylum-decision',
] as const;

export type Flag = (typeof flags)[number];

/** What the rules need of an entitlement. */
export type Ruled = Pick<EntitlementFacts, 'id' | 'rules' | 'inForce'>;

export interface Answer {
  /** Every category someone may be in, in the order of the rule table. */
  categories: Category[];
  matches: Match[];
  flags: Flag[];
}

const studies: Partial<Record<Condition, readonly string[]>> = {
  'school-or-college': ['school', 'college'],
  university: ['university'],
  apprenticeship: ['apprenticeship'],
};

/** Whoever wants to go back to learning may go to any kind. */
function studying({ education, learning }: Situation, kinds: readonly string[]): Maybe {
  if (learning === false) return false;
  if (education === null || education === 'wants_to_return') return null;
  return kinds.includes(education);
}

const holds: Record<Condition, (situation: Situation) => Maybe> = {
  disabled: (s) => s.disabled,
  unaccompanied: (s) => s.unaccompanied,
  parent: (s) => s.parent,
  'in-care-after-16': (s) => s.inCareAfter16,
  'in-care-at-18': (s) => s.inCareAt18,
  learning: (s) => s.learning,
  'school-or-college': (s) => studying(s, studies['school-or-college'] ?? []),
  university: (s) => studying(s, studies.university ?? []),
  apprenticeship: (s) => studying(s, studies.apprenticeship ?? []),
};

function isAged({ age }: Situation, ages: EntitlementRule['ages']): Maybe {
  const [from, to] = [ages?.from ?? 0, ages?.to ?? Infinity];
  if (age.max < from || age.min >= to) return false;
  return age.min >= from && age.max < to ? true : null;
}

/** The earliest and the last day someone of an age can have been born on, seen from a day. */
function bornBetween({ born, age }: Situation, on: string): [string, string] {
  if (born !== null) return [born, born];
  const last = birthday(on, -age.min);
  return [age.max === Infinity ? '0000-01-01' : birthday(on, -age.max - 1), last];
}

function isBorn(situation: Situation, range: EntitlementRule['born'], on: string): Maybe {
  if (!range) return true;
  const [first, last] = bornBetween(situation, on);
  if (last < range.from || first >= range.to) return false;
  return first >= range.from && last < range.to ? true : null;
}

/** What a rule asks beside the category, with what is known of it. */
function checks(rule: EntitlementRule, situation: Situation, on: string): [Reason, Maybe][] {
  return [
    ...(rule.ages ? [['age', isAged(situation, rule.ages)] as [Reason, Maybe]] : []),
    ...(rule.born ? [['born', isBorn(situation, rule.born, on)] as [Reason, Maybe]] : []),
    ...rule.conditions.map((condition): [Reason, Maybe] => [condition, holds[condition](situation)]),
  ];
}

/** One of each that no rule of an entitlement could tell apart: of hundreds of ways some dozens are left. */
function apart(ways: readonly Possibility[]): Possibility[] {
  const seen = new Map<string, Possibility>();
  for (const way of ways) {
    const { age, inCareAfter16, inCareAt18, learning } = way.situation;
    seen.set([way.category, age.min, age.max, inCareAfter16, inCareAt18, learning].join(), way);
  }
  return [...seen.values()];
}

const inTableOrder = (found: Set<Category>): Category[] => categories.filter((one) => found.has(one));

function matchRule(
  id: string,
  rule: EntitlementRule,
  ways: readonly Possibility[],
  on: string,
): Match | null {
  const given = categoriesOf(rule);
  const isForAnyone = rule.who.includes('anyone');
  const by = new Set<Category>();
  const dependsOn = new Set<Reason>();
  const asksNothing = !rule.ages && !rule.born && rule.conditions.length === 0;
  let certain = true;
  for (const { situation, category } of ways) {
    if (!given.has(category)) {
      certain = false;
      continue;
    }
    if (asksNothing) {
      by.add(category);
      continue;
    }
    const looked = checks(rule, situation, on);
    const isOut = looked.some(([, outcome]) => outcome === false);
    if (!isOut) by.add(category);
    for (const [reason, outcome] of looked) if (outcome === (isOut ? false : null)) dependsOn.add(reason);
  }
  if (by.size === 0) return null;
  const found = inTableOrder(by);
  if (!certain) for (const category of found) dependsOn.add(category);
  const met = rule.conditions.filter((condition) => !dependsOn.has(condition));
  return {
    id,
    certain: dependsOn.size === 0,
    because: [...(isForAnyone ? (['anyone'] as const) : found), ...met],
    dependsOn: [...dependsOn],
    rule,
  };
}

const benefitsBarred: readonly Category[] = ['eligible', 'relevant', 'relevant_detained'];

/**
 * Children (Leaving Care) Act 2000 s6: eligible and relevant 16 and 17 year olds mostly cannot claim means-tested
 * benefits, except lone parents and disabled young people. Disabled young people have money of their own to ask for;
 * who came alone should ask a lawyer before a decision cuts help (Nationality, Immigration and Asylum Act 2002 Sch 3).
 */
function flagsFor(
  possible: readonly Category[],
  { disabled, parent, unaccompanied, age }: Situation,
): Flag[] {
  const barred = possible.some((category) => benefitsBarred.includes(category));
  return [
    ...(barred ? (['no-means-tested-benefits'] as const) : []),
    ...(barred && parent === true ? (['benefits-for-parents'] as const) : []),
    ...(disabled === true && age.max >= 16 ? (['disability-money'] as const) : []),
    ...(unaccompanied === true && age.max >= 16 ? (['asylum-decision'] as const) : []),
  ];
}

/**
 * @param on the day asked about, `YYYY-MM-DD`; rules that do not hold on it are not looked at, nor is what has stopped.
 * @throws Error where the situation is impossible; `isPossible` says so beforehand.
 */
export function whatApplies(offer: readonly Ruled[], situation: Situation, on: string): Answer {
  const ways = apart(possibilities(situation));
  if (ways.length === 0) throw new Error('No person can be in this situation.');
  const possible = inTableOrder(new Set(ways.map(({ category }) => category)));
  const matches = offer.flatMap((facts) => {
    const rule = facts.inForce === 'no' ? null : ruleOn(facts, on);
    return (rule && matchRule(facts.id, rule, ways, on)) ?? [];
  });
  return { categories: possible, matches, flags: flagsFor(possible, situation) };
}
