import type { Lang } from '../../i18n/languages.ts';

const countOf = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0;

/**
 * The language that words are learnt in. Many write English on a page in their own language, or the other way round: where
 * the letters are plainly not those of the page, its language is not believed.
 */
export function langOfText(text: string, page: Lang): Lang {
  const latin = countOf(text, /\p{Script=Latin}/gu);
  const arabic = countOf(text, /\p{Script=Arabic}/gu);
  const ethiopic = countOf(text, /\p{Script=Ethiopic}/gu);
  if (latin > arabic + ethiopic) return page === 'ar' || page === 'ti' ? 'en' : page;
  if (page !== 'en' && page !== 'pl') return page;
  if (arabic > ethiopic) return 'ar';
  return ethiopic > 0 ? 'ti' : page;
}
