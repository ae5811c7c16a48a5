import { foldToken, type Token } from './tokens.ts';
import { formsOf } from './word-forms.ts';

/** Words of a list, folded. */
export const wordSet = (words: string): Set<string> => new Set(words.split(/\s+/).filter(Boolean).map(foldToken));

/** Phrases of a list, each as its folded words. */
export const phrasesOf = (phrases: string): string[][] =>
  phrases
    .split(',')
    .map((phrase) => phrase.trim().split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0)
    .map((words) => words.map((word) => (word.endsWith('*') ? `${foldToken(word.slice(0, -1))}*` : foldToken(word))));

const isOf = (listed: string, token: Token): boolean =>
  listed.endsWith('*')
    ? token.word.startsWith(listed.slice(0, -1)) || formsOf(token.word).some((form) => form.startsWith(listed.slice(0, -1)))
    : formsOf(token.word).includes(listed);

/** Whether one of the phrases stands right before a place in the text, in the same sentence or before a colon. */
export type Before = (tokens: readonly Token[], place: number) => boolean;

export function phrasesBefore(list: string): Before {
  const byLast = Map.groupBy(phrasesOf(list), (words) => (words.at(-1) ?? '').slice(0, 2));
  const fits = (tokens: readonly Token[], place: number, words: string[]) =>
    words.every((word, at) => {
      const token = tokens[place - words.length + at];
      return token !== undefined && isOf(word, token);
    });
  return (tokens, place) => {
    const last = tokens[place - 1];
    if (!last) return false;
    const beginnings = new Set(formsOf(last.word).map((form) => form.slice(0, 2)));
    return [...beginnings].some((two) => byLast.get(two)?.some((words) => fits(tokens, place, words)) ?? false);
  };
}

/** Where a listed phrase begins at a place: how many words it has, or 0. */
export type LengthAt = (tokens: readonly Token[], place: number) => number;

export function phrasesAt(list: string): LengthAt {
  const byFirst = Map.groupBy(
    phrasesOf(list).toSorted((a, b) => b.length - a.length),
    (words) => words[0] ?? '',
  );
  return (tokens, place) => {
    const first = tokens[place];
    if (!first) return 0;
    for (const form of formsOf(first.word)) {
      const fit = byFirst.get(form)?.find((words) =>
        words.every((word, at) => at === 0 || (tokens[place + at]?.joined === true && isOf(word, tokens[place + at]!))),
      );
      if (fit) return fit.length;
    }
    return 0;
  };
}
