import { dangerReasons, type DangerList, type DangerReason } from './danger-list.ts';
import { dangerReader, type DangerReader } from './danger-match.ts';
import { wordsOf } from './danger-text.ts';
import ar from './danger-words/ar.json' with { type: 'json' };
import en from './danger-words/en.json' with { type: 'json' };
import pl from './danger-words/pl.json' with { type: 'json' };
import ti from './danger-words/ti.json' with { type: 'json' };

/** Every language that has a list: one file and one line each. */
export const dangerLists: Readonly<Record<string, DangerList>> = { ar, en, pl, ti };

const readers = new Map<string, DangerReader>();

function readerFor(lang: string): DangerReader | undefined {
  const list = dangerLists[lang];
  const reader = readers.get(lang) ?? (list && dangerReader(list));
  if (reader) readers.set(lang, reader);
  return reader;
}

/**
 * Why words sound like danger, as stable ids, never the words; empty when they do not. Looks through the list of the
 * language and the English one, because people mix languages; through all of them when the language has none.
 */
export function whyDanger(words: string, lang?: string): DangerReason[] {
  const langs =
    lang !== undefined && Object.hasOwn(dangerLists, lang)
      ? [...new Set([lang, 'en'])]
      : Object.keys(dangerLists);
  const text = wordsOf(words);
  const found = new Set(langs.flatMap((one) => readerFor(one)?.(text) ?? []));
  return dangerReasons.filter((reason) => found.has(reason));
}

/** Whether words sound like danger. Only ever used to show help and to order screening: nothing is blocked. */
export function soundsLikeDanger(words: string): boolean {
  return whyDanger(words).length > 0;
}
