import type { Lang } from '../i18n/languages.ts';
import type { Translate } from '../i18n/translator.ts';
import type { Entitlement } from './entitlement.ts';
import type { SearchEntry } from './search.ts';
import ar from './search-words/ar.json' with { type: 'json' };
import en from './search-words/en.json' with { type: 'json' };
import pl from './search-words/pl.json' with { type: 'json' };
import ti from './search-words/ti.json' with { type: 'json' };

type Words = Readonly<Record<string, string>>;

/** Other words people type for a need or an entitlement, by its name. Machine-made but the English; never shown. */
export const searchWords: Partial<Record<Lang, Words>> = { en, ar, pl, ti };

/** Words in the reader's language and in English: people here type "rent" and "visa" in any language. */
function wordsFor(lang: Lang, name: string): string {
  return [...new Set([lang, 'en' as const])]
    .map((code) => searchWords[code] ?? {})
    .flatMap((words) => (Object.hasOwn(words, name) ? (words[name] ?? '') : []))
    .join(' ');
}

/** An offer as it is searched in one language. */
export function searchEntries(t: Translate, lang: Lang, offer: readonly Entitlement[]): SearchEntry[] {
  return offer.map(({ facts, title, summary, textLang }) => ({
    id: facts.id,
    title,
    summary,
    ...(textLang === lang ? {} : { textLang }),
    words: wordsFor(lang, facts.id),
    need: `${t(`offer.needs.${facts.need}`)} ${wordsFor(lang, facts.need)}`,
  }));
}
