import type { Lang } from '../i18n/languages.ts';

const lists = import.meta.glob<string>('./danger-words/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Where the lists of danger words are that a phone looks through: the reader's language, and English. */
export function dangerListsFor(lang: Lang): string[] {
  return [lang, 'en']
    .flatMap((code) => lists[`./danger-words/${code}.json`] ?? [])
    .filter((one, place, all) => all.indexOf(one) === place);
}
