import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';

/** The needs people browse by, in the order shown. */
export const needs = ['money', 'home', 'learning-work', 'health', 'people-rights', 'immigration'] as const;

/** Leaving-care categories (Children Act 1989 ss22-24; facts in docs/decisions) and two wider groups. */
export const categories = [
  'looked-after',
  'eligible',
  'relevant',
  'former-relevant',
  'qualifying',
  'care-experienced',
  'anyone',
] as const;

const Amount = v.object({
  min: v.nullable(v.number()),
  max: v.nullable(v.number()),
  period: v.picklist(['once', 'year', 'week']),
});

/** One entitlement as data; `seeds/**\/offer.json` has the same shape. Amounts in pounds, ages in years, `to` exclusive. */
export const EntitlementFactsSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  ref: v.string(),
  need: v.picklist(needs),
  who: v.array(v.picklist(categories)),
  ages: v.nullable(v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()) })),
  amount: v.nullable(Amount),
  law: v.nullable(v.string()),
  kind: v.picklist(['law', 'policy', 'extra', 'announced']),
  inForce: v.picklist(['yes', 'no', 'unknown']),
  historic: v.boolean(),
  source: v.object({
    title: v.string(),
    section: v.nullable(v.string()),
    date: v.nullable(v.string()),
    url: v.optional(v.pipe(v.string(), v.url())),
  }),
  checkedOn: v.string(),
  confidence: v.picklist(['high', 'medium', 'low']),
});

export const OfferFileSchema = v.object({ entitlements: v.array(EntitlementFactsSchema) });

export type EntitlementFacts = v.InferOutput<typeof EntitlementFactsSchema>;
export type Scope = 'national' | 'authority';

/** Something a young person can get, in one language. */
export interface Entitlement {
  scope: Scope;
  facts: EntitlementFacts;
  title: string;
  summary: string;
  who: string;
  how: string;
  note: string;
  textLang: Lang;
}
