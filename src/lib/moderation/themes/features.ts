import { foldWord, formsOfWord, wordsOf } from '../../help/danger-text.ts';

/** What a text is known by, and how much: words, pairs of words, and pieces of words. */
export type Features = ReadonlyMap<string, number>;

/** Words count in full; pairs and pieces, of which there are many more, less. */
const OF_PAIR = 0.25;
const OF_PIECE = 0.25;

/** Lengths of pieces, with a mark where a word begins and ends: what is bent or misspelt stays recognised. */
const PIECES = [3, 4, 5];
/** An Ethiopic letter is a syllable, so fewer of them say as much. */
const ETHIOPIC_PIECES = [2, 3, 4];

function piecesOf(word: string): string[] {
  const marked = `<${word}>`;
  const lengths = /^\p{Script=Ethiopic}/u.test(word) ? ETHIOPIC_PIECES : PIECES;
  return lengths.flatMap((length) =>
    Array.from({ length: Math.max(0, marked.length - length) }, (_, at) => marked.slice(at, at + length)),
  );
}

/** The features of a text. Capitals, vowel signs and letters that people interchange make no difference. */
export function featuresOf(text: string): Features {
  const features = new Map<string, number>();
  const add = (name: string, amount: number) => features.set(name, (features.get(name) ?? 0) + amount);
  let before = '';
  for (const { typed } of wordsOf(text)) {
    const word = foldWord(typed);
    for (const form of new Set(formsOfWord(word))) add(`w ${form}`, 1);
    add(`b ${before} ${word}`, OF_PAIR);
    for (const piece of piecesOf(word)) add(`c ${piece}`, OF_PIECE);
    before = word;
  }
  return features;
}
