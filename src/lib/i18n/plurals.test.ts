import { describe, expect, test } from 'vitest';
import { allLangs, type Lang } from './languages.ts';
import { pluralForm, pluralForms, type PluralForm } from './plurals.ts';

const COUNTS = [0, 1, 2, 3, 5, 6, 11, 21, 100, 101, 1_000_000];

const ONE_FOR_ONE = 'other one other other other other other other other other other';
const ONE_FOR_NONE_AND_ONE = 'one one other other other other other other other other other';

/** Written out by hand from facts.md 7.2 and CLDR's cardinal rules; one form for each of COUNTS. */
const expected: Record<Lang, string> = {
  en: ONE_FOR_ONE,
  ar: 'zero one two few few few many many other other other',
  ckb: ONE_FOR_ONE,
  ku: ONE_FOR_ONE,
  fa: ONE_FOR_NONE_AND_ONE,
  prs: ONE_FOR_NONE_AND_ONE,
  ps: ONE_FOR_ONE,
  ti: ONE_FOR_NONE_AND_ONE,
  am: ONE_FOR_NONE_AND_ONE,
  sq: ONE_FOR_ONE,
  vi: 'other other other other other other other other other other other',
  ur: ONE_FOR_ONE,
  so: ONE_FOR_ONE,
  pl: 'many one few few many many many many many many many',
  ro: 'few one few few few few few other other few other',
  uk: 'many one few few many many many one many one many',
  fr: 'one one other other other other other other other other many',
  cy: 'zero one two few other many other other other other other',
};

const forms: Record<Lang, string> = {
  en: 'one other',
  ar: 'few many one other two zero',
  ckb: 'one other',
  ku: 'one other',
  fa: 'one other',
  prs: 'one other',
  ps: 'one other',
  ti: 'one other',
  am: 'one other',
  sq: 'one other',
  vi: 'other',
  ur: 'one other',
  so: 'one other',
  pl: 'few many one other',
  ro: 'few one other',
  uk: 'few many one other',
  fr: 'many one other',
  cy: 'few many one other two zero',
};

describe.each(allLangs)('%s', (lang) => {
  test.each(COUNTS.map((count, place) => [count, expected[lang].split(' ')[place] as PluralForm] as const))(
    'says %d in the form %s',
    (count, form) => {
      expect(pluralForm(lang, count)).toBe(form);
    },
  );

  test(`has the forms ${forms[lang]}`, () => {
    expect([...pluralForms(lang)].sort().join(' ')).toBe(forms[lang]);
  });
});
