import { languages, type Lang } from './languages.ts';

export type PluralForm = Intl.LDMLPluralRule;

const rules = new Map<Lang, Intl.PluralRules>();

/**
 * The plural form a language uses for a count (CLDR cardinal rules; every engine we support carries them).
 * Asked by the language's CLDR tag: by our own code, Dari would silently get English rules.
 */
export function pluralForm(lang: Lang, count: number): PluralForm {
  let rule = rules.get(lang);
  if (!rule) {
    rule = new Intl.PluralRules(languages[lang].intl);
    rules.set(lang, rule);
  }
  return rule.select(count);
}

/** Every plural form a language has: the keys a counted message needs. */
export function pluralForms(lang: Lang): PluralForm[] {
  return new Intl.PluralRules(languages[lang].intl).resolvedOptions().pluralCategories;
}
