import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';
import { categories, type Category } from './category.ts';

/** The needs people browse by, in the order shown. */
export const needs = ['money', 'home', 'learning-work', 'health', 'people-rights', 'immigration'] as const;

/** Groups of categories, as people are told who can get something. */
export const groups = {
  'looked-after': ['looked_after_under_16', 'eligible', 'looked_after_16_17'],
  eligible: ['eligible'],
  relevant: ['relevant_detained', 'relevant'],
  'former-relevant': ['former_relevant_18_20', 'former_relevant_21_24', 'former_relevant_25_plus_programme'],
  qualifying: ['qualifying_home', 'qualifying_sgo', 'qualifying_other', 'qualifying_edu_under_25'],
  'care-experienced': ['care_experienced'],
  anyone: categories,
} as const satisfies Record<string, readonly Category[]>;

export type Group = keyof typeof groups;
const groupNames = Object.keys(groups) as Group[];

/** What a rule may ask for beside a category; all that it asks must hold. */
export const conditions = [
  'disabled',
  'unaccompanied',
  'parent',
  'in-care-after-16',
  'in-care-at-18',
  'learning',
  'school-or-college',
  'university',
  'apprenticeship',
] as const;

export type Condition = (typeof conditions)[number];

const Day = v.pipe(v.string(), v.isoDate());

const AmountSchema = v.strictObject({
  /** In pounds. */
  min: v.nullable(v.pipe(v.number(), v.minValue(0))),
  max: v.nullable(v.pipe(v.number(), v.minValue(0))),
  period: v.picklist(['once', 'year', 'week']),
});

/** Who gets how much while the rule holds: from the first day until the day before `validTo`. */
const RuleSchema = v.strictObject({
  validFrom: v.nullable(Day),
  validTo: v.nullable(Day),
  /** Groups, or single categories where a group says too much. */
  who: v.pipe(v.array(v.picklist([...groupNames, ...categories])), v.minLength(1)),
  /** In years; `to` is the birthday it ends on. */
  ages: v.nullable(v.strictObject({ from: v.nullable(v.number()), to: v.nullable(v.number()) })),
  /** Born on or after `from` and before `to`. */
  born: v.optional(v.strictObject({ from: Day, to: Day })),
  conditions: v.array(v.picklist(conditions)),
  amount: v.nullable(AmountSchema),
});

/** What stands under `…/offer/` beside entitlements: no entitlement may take its address. */
const RESERVED: readonly string[] = ['check', 'changes', 'moved', 'need', 'refused'];

/** One entitlement as data; `seeds/**\/offer.json` has the same shape. */
export const EntitlementFactsSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9-]+$/),
    v.check((id) => !RESERVED.includes(id), 'is the address of another page of the app'),
  ),
  ref: v.string(),
  need: v.picklist(needs),
  /** By date, oldest first; where none holds on a day, there is nothing to get on it. */
  rules: v.pipe(v.array(RuleSchema), v.minLength(1)),
  law: v.nullable(v.string()),
  kind: v.picklist(['law', 'policy', 'extra', 'announced']),
  inForce: v.picklist(['yes', 'no', 'unknown']),
  historic: v.boolean(),
  /** Who gives it: the council that looked after you, the one you live in, or neither. */
  owedBy: v.picklist(['council-that-cared', 'council-you-live-in', 'country']),
  source: v.strictObject({
    title: v.string(),
    section: v.nullable(v.string()),
    date: v.nullable(v.string()),
    url: v.optional(v.pipe(v.string(), v.url())),
  }),
  checkedOn: Day,
  /** From this day on it says that it should be checked again. */
  reviewBy: Day,
  confidence: v.picklist(['high', 'medium', 'low']),
});

export const OfferFileSchema = v.strictObject({ entitlements: v.array(EntitlementFactsSchema) });

export type EntitlementFacts = v.InferOutput<typeof EntitlementFactsSchema>;
export type EntitlementRule = EntitlementFacts['rules'][number];
export type Amount = v.InferOutput<typeof AmountSchema>;
export type Scope = 'national' | 'authority';

/** The rule that holds on a day (`YYYY-MM-DD`), or null. */
export function ruleOn({ rules }: Pick<EntitlementFacts, 'rules'>, day: string): EntitlementRule | null {
  return (
    rules.find(({ validFrom, validTo }) => (validFrom ?? '') <= day && (validTo === null || day < validTo)) ??
    null
  );
}

/** Whether it should have been checked again by a day (`YYYY-MM-DD`). */
export function isPastReview({ reviewBy }: Pick<EntitlementFacts, 'reviewBy'>, day: string): boolean {
  return day >= reviewBy;
}

/** The categories a rule is for, groups taken apart. */
export function categoriesOf({ who }: Pick<EntitlementRule, 'who'>): Set<Category> {
  return new Set(who.flatMap((one) => (one in groups ? groups[one as Group] : [one as Category])));
}

/** Something a young person can get, in one language. */
export interface Entitlement {
  scope: Scope;
  facts: EntitlementFacts;
  title: string;
  summary: string;
  who: string;
  how: string;
  /** What to bring. */
  bring: string;
  note: string;
  textLang: Lang;
  /** Whether the English is newer than these words. */
  stale: boolean;
}
