import { foldWord, wordsOf } from '../../src/lib/help/danger-text.ts';

/** A text and what it is about. */
export interface Labelled {
  text: string;
  theme: string;
}

/** Names themes for a text, likeliest first. */
export type Guess = (text: string) => string[];

const countBy = (themes: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const theme of themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  return counts;
};

/** The floor: always the themes that are met most. */
export function mostCommon(lessons: readonly Labelled[]): Guess {
  const ranked = [...countBy(lessons.map(({ theme }) => theme))].sort(([, a], [, b]) => b - a);
  return () => ranked.map(([theme]) => theme);
}

/** A peer: the multinomial naive Bayes of the textbooks, over plain words, with one added to each count. */
export function naiveBayes(lessons: readonly Labelled[]): Guess {
  const wordsIn = (text: string) => wordsOf(text).map(({ typed }) => foldWord(typed));
  const themes = countBy(lessons.map(({ theme }) => theme));
  const counts = new Map([...themes.keys()].map((theme) => [theme, new Map<string, number>()]));
  const all = new Set<string>();
  for (const { text, theme } of lessons)
    for (const word of wordsIn(text)) {
      all.add(word);
      const ofTheme = counts.get(theme);
      ofTheme?.set(word, (ofTheme.get(word) ?? 0) + 1);
    }
  const totals = new Map(
    [...counts].map(([theme, words]) => [theme, [...words.values()].reduce((sum, one) => sum + one, 0)]),
  );
  return (text) => {
    const words = wordsIn(text).filter((word) => all.has(word));
    const score = (theme: string) =>
      words.reduce(
        (sum, word) =>
          sum + Math.log(((counts.get(theme)?.get(word) ?? 0) + 1) / ((totals.get(theme) ?? 0) + all.size)),
        Math.log((themes.get(theme) ?? 0) / lessons.length),
      );
    return [...themes.keys()]
      .map((theme) => ({ theme, likely: score(theme) }))
      .sort((a, b) => b.likely - a.likely)
      .map(({ theme }) => theme);
  };
}
