import { foldWord, formsOfWord, type Word } from './danger-text.ts';

/** A statement is looked at in windows this long, each beginning halfway through the one before. In words. */
const WINDOW = 24;
const STEP = 12;
/** How many letters of a word are compared: more say less about words nobody has counted. */
const LETTERS = { latin: 5, arabic: 4, ethiopic: 3 };
const REMEMBERED = 5_000;

/** The words of a language that stand more often beside danger, or less often. */
export interface Leaning {
  /** By weight in tenths, the beginnings of words. */
  words: Record<string, string>;
  /** What a window's words must come to, in tenths. */
  from: number;
}

/** What is compared of a word: the beginning of its shortest form. */
export function beginningOf(typed: string): string {
  const word = formsOfWord(foldWord(typed)).reduce((one, other) => (other.length < one.length ? other : one));
  const letters = /^\p{Script=Arabic}/u.test(word)
    ? LETTERS.arabic
    : /^\p{Script=Ethiopic}/u.test(word)
      ? LETTERS.ethiopic
      : LETTERS.latin;
  return Array.from(word).slice(0, letters).join('');
}

/** Where windows begin and end: two sentences at most. */
function windowsOf(words: Word[]): [number, number][] {
  const windows: [number, number][] = [];
  let since = 0;
  for (let begin = 0; begin < words.length; begin += 1) {
    const sentence = words[begin]?.sentence ?? 0;
    if (sentence !== words[begin - 1]?.sentence) since = begin;
    if ((begin - since) % STEP !== 0) continue;
    let end = begin;
    while (end < begin + WINDOW && (words[end]?.sentence ?? Infinity) <= sentence + 1) end += 1;
    windows.push([begin, end]);
  }
  return windows;
}

/**
 * Whether words together lean towards danger although no phrase says it. Sentences that are excused are left out.
 * A word counts once a window.
 */
export function leanReader({
  words: byWeight,
  from,
}: Leaning): (words: Word[], excused: Set<number>) => boolean {
  const weights = new Map<string, number>();
  for (const [weight, beginnings] of Object.entries(byWeight)) {
    for (const beginning of beginnings.split(' ')) weights.set(beginning, Number(weight));
  }
  const known = new Map<string, string>();
  const lookUp = (typed: string): string => {
    if (known.size >= REMEMBERED) known.clear();
    const beginning = known.get(typed) ?? beginningOf(typed);
    known.set(typed, beginning);
    return beginning;
  };
  return (words, excused) => {
    const beginnings = words.map(({ typed }) => lookUp(typed));
    return windowsOf(words).some(([begin, end]) => {
      const seen = new Set<string>();
      for (let at = begin; at < end; at += 1) {
        if (!excused.has(words[at]?.sentence ?? 0)) seen.add(beginnings[at] ?? '');
      }
      let sum = 0;
      for (const beginning of seen) sum += weights.get(beginning) ?? 0;
      return sum >= from;
    });
  };
}
