import { foldToken, type Token } from './tokens.ts';

/** Words of a list, folded. */
export const wordSet = (words: string): Set<string> =>
  new Set(words.split(/\s+/).filter(Boolean).map(foldToken));

/** Phrases of a list, each as its folded words. */
export const phrasesOf = (phrases: string): string[][] =>
  phrases
    .split(',')
    .map((phrase) => phrase.trim().split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0)
    .map((words) =>
      words.map((word) => (word.endsWith('*') ? `${foldToken(word.slice(0, -1))}*` : foldToken(word))),
    );

/** A listed word, with what it ends in known beforehand: a star is for any ending. */
interface Listed {
  word: string;
  begins: boolean;
}

const listed = (word: string): Listed => ({ word: word.replace('*', ''), begins: word.endsWith('*') });

const isOf = ({ word, begins }: Listed, { forms }: Token): boolean =>
  begins ? forms.some((form) => form.startsWith(word)) : forms.includes(word);

/** Whether one of the phrases stands right before a place in the text. */
export type Before = (tokens: readonly Token[], place: number) => boolean;

export function phrasesBefore(list: string): Before {
  const byLast = Map.groupBy(
    phrasesOf(list).map((words) => words.map(listed)),
    (words) => words.at(-1)?.word.slice(0, 2) ?? '',
  );
  const fits = (tokens: readonly Token[], place: number, words: Listed[]) =>
    words.every((word, at) => {
      const token = tokens[place - words.length + at];
      return token !== undefined && isOf(word, token);
    });
  return (tokens, place) =>
    tokens[place - 1]?.forms.some((form) =>
      byLast.get(form.slice(0, 2))?.some((words) => fits(tokens, place, words)),
    ) ?? false;
}

/** How many words a listed phrase has that begins at a place, or 0. */
export type LengthAt = (tokens: readonly Token[], place: number) => number;

export function phrasesAt(list: string): LengthAt {
  const byFirst = Map.groupBy(
    phrasesOf(list)
      .toSorted((a, b) => b.length - a.length)
      .map((words) => words.map(listed)),
    ([first]) => first?.word ?? '',
  );
  const isNext = (token: Token | undefined, word: Listed) => token?.joined === true && isOf(word, token);
  return (tokens, place) => {
    for (const form of tokens[place]?.forms ?? []) {
      const fit = byFirst
        .get(form)
        ?.find((words) => words.every((word, at) => at === 0 || isNext(tokens[place + at], word)));
      if (fit) return fit.length;
    }
    return 0;
  };
}
