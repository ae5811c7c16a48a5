import SearchableMap from 'minisearch/SearchableMap';
import { formsOf, wordsIn } from './fold.ts';

/** The fields of something to be found, each with what a word in it is worth. */
export type Fields = readonly (readonly [text: string, worth: number])[];

/** How many letters of a word may be wrong. */
const slipsIn = (word: string): number => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

/** Two neighbours swapped are one slip to whoever types, but two to a count of wrong letters. */
function swapped(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, place) => {
    const swap = [...letters];
    swap[place + 1] = letters[place]!;
    swap[place] = letter;
    return swap.join('');
  });
}

/** Of a long word its beginnings are known too: a slip is forgiven before the word is typed to its end. */
const BEGINNING = { from: 5, to: 12 };
const beginningsOf = (word: string): string[] =>
  Array.from(
    { length: Math.max(0, Math.min(word.length - 1, BEGINNING.to) - BEGINNING.from + 1) },
    (_, more) => word.slice(0, BEGINNING.from + more),
  );

/** What a word is worth that begins as asked, for each part of it that was typed; or is spelt a little otherwise. */
const BEGINS = 0.7;
const NEARLY = 0.2;

interface WhereIn {
  texts: number[];
  /** What the word is worth in each, in the field where it is worth most. */
  worth: number[];
}

/** Notes that a word is in a text. Texts come in order: the one noted last is the only one it may be in already. */
function note(found: Map<string, WhereIn>, word: string, text: number, worth: number): void {
  const where = found.get(word);
  if (!where) found.set(word, { texts: [text], worth: [worth] });
  else if (where.texts.at(-1) === text) where.worth.push(Math.max(worth, where.worth.pop()!));
  else {
    where.texts.push(text);
    where.worth.push(worth);
  }
}

/**
 * Which texts a word is in. MiniSearch's tree finds what is nearly spelt as asked; the lists beside it are ours: its
 * whole engine makes an object for each text found, and on a slow phone a first letter took 100 ms (docs/decisions).
 */
export class SearchIndex {
  readonly #words: string[];
  /** Every word, and the beginnings of long ones. */
  readonly #known = new SearchableMap<boolean>();
  /** For each word by its place: the texts it is in, and what it is worth in each. */
  readonly #texts: Uint32Array[];
  readonly #worth: Float32Array[];
  readonly size: number;

  constructor(texts: readonly Fields[]) {
    const found = new Map<string, WhereIn>();
    for (const [text, fields] of texts.entries())
      for (const [words, worth] of fields)
        for (const word of wordsIn(words)) for (const form of formsOf(word)) note(found, form, text, worth);
    this.size = texts.length;
    this.#words = [...found.keys()].sort();
    for (const word of this.#words) for (const begin of beginningsOf(word)) this.#known.set(begin, false);
    for (const word of this.#words) this.#known.set(word, true);
    this.#texts = this.#words.map((word) => Uint32Array.from(found.get(word)!.texts));
    this.#worth = this.#words.map((word) => Float32Array.from(found.get(word)!.worth));
  }

  /** Puts into `scores` what each text is worth to somebody who asks for this word, if more than it was. */
  score(word: string, nearly: boolean, scores: Float32Array): void {
    for (const form of formsOf(word)) {
      this.#scoreSpelt(form, 1, scores);
      if (nearly && slipsIn(form) > 0) this.#scoreNearly(form, scores);
    }
  }

  #scoreSpelt(word: string, fit: number, scores: Float32Array): void {
    for (let place = this.#firstFrom(word); this.#words[place]?.startsWith(word); place += 1) {
      const { length } = this.#words[place]!;
      this.#add(place, length === word.length ? fit : (fit * BEGINS * word.length) / length, scores);
    }
  }

  #scoreNearly(word: string, scores: Float32Array): void {
    for (const [known, [isWord, slips]] of this.#known.fuzzyGet(word, slipsIn(word))) {
      // Of what is not typed to its end, two letters wrong would be anything.
      if (!isWord && (word.length <= BEGINNING.from || slips > 1)) continue;
      this.#scoreSpelt(known, NEARLY / Math.max(slips, 1), scores);
    }
    for (const swap of swapped(word)) this.#scoreSpelt(swap, NEARLY, scores);
  }

  /** The place of the first word that is this one or comes after it. */
  #firstFrom(word: string): number {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A word that is in few texts says more than one that is in many. */
  #add(place: number, fit: number, scores: Float32Array): void {
    const texts = this.#texts[place]!;
    const worth = this.#worth[place]!;
    const rare = fit * Math.log(1 + this.size / texts.length);
    for (let one = 0; one < texts.length; one += 1) {
      const score = rare * worth[one]!;
      if (score > scores[texts[one]!]!) scores[texts[one]!] = score;
    }
  }
}
