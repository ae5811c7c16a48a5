import type { Lang } from '../i18n/languages.ts';
import type { Faults, Typed } from '../platform/forms.ts';

const TEXT_MAX = 1_200;

/** Plain words for everyone, in each language they were written in. English is always there. */
export type PlainWords = Partial<Record<Lang, string>> & { en: string };

/** Why a text cannot be taken, or null. @param missing what to say where there is none. */
export function textFault(text: string, missing: string): string | null {
  if (text === '') return missing;
  return text.length > TEXT_MAX ? `Use at most ${TEXT_MAX} characters: this has ${text.length}.` : null;
}

/** Reads `<field>-<language>` for each language; English must be there. Faults go into `faults`. */
export function readWords(
  typed: Typed,
  field: string,
  langs: readonly Lang[],
  missing: string,
  faults: Faults,
): PlainWords {
  const words: PlainWords = { en: '' };
  for (const lang of langs) {
    const text = (typed[`${field}-${lang}`] ?? '').trim();
    const fault = lang === 'en' || text !== '' ? textFault(text, missing) : null;
    if (fault) faults[`${field}-${lang}`] = fault;
    else if (text !== '') words[lang] = text;
  }
  return words;
}

/** The words in the reader's language where they were written in it, and otherwise in English. */
export function wordsIn(lang: Lang, words: PlainWords): { text: string; textLang: Lang } {
  const own = words[lang];
  return own ? { text: own, textLang: lang } : { text: words.en, textLang: 'en' };
}

/** Whether two say the same in every language: sent twice is no second time. */
export function saysTheSameWords(one: PlainWords, other: PlainWords): boolean {
  const langs = Object.keys({ ...one, ...other }) as Lang[];
  return langs.every((lang) => one[lang] === other[lang]);
}
