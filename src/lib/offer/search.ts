import type { Lang } from '../i18n/languages.ts';
import { fold, wordsIn } from './fold.ts';
import { SearchIndex } from './search-index.ts';

/** What is looked through: a thing young people can get, as a list shows it. */
export interface SearchEntry {
  id: string;
  title: string;
  summary: string;
  /** Other words people use for it. */
  words: string;
  /** The name of its need, and other words for that: all of the need share them. */
  need: string;
  /** The language of its title and summary, where it is not the reader's. */
  textLang?: Lang | undefined;
}

/** In letters. What comes after is left out: nobody means to look for more. */
export const SEARCH_MAX = 100;

/** Ten things or fewer on one screen. */
export const SHOW_AT_MOST = 10;

/** With fewer found than this as they are spelt, words that are nearly the same are looked for too. */
const FEW = 3;

export interface Found<Entry extends SearchEntry> {
  /** The best of them first, as many as are shown. */
  entries: Entry[];
  /** Of all there are. */
  count: number;
}

/** Where nothing has all the words: what has less than this part of what the best has only has words like "I" and "to". */
const WORTH_SHOWING = 0.5;

interface Scores {
  /** How many of the words each entry has. */
  had: Uint8Array;
  total: Float32Array;
}

/** What is looked for of what was typed. */
export const cutTyped = (typed: string): string => [...typed].slice(0, SEARCH_MAX).join('');

/** Looks through entries, on a phone or on a server. Nothing that is looked for is kept, or leaves it. */
export class Search<Entry extends SearchEntry> {
  readonly #entries: readonly Entry[];
  readonly #titles: readonly string[];
  readonly #index: SearchIndex;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#titles = entries.map(({ title }) => fold(title));
    this.#index = new SearchIndex(
      entries.map(({ title, words, summary, need }) => [
        [title, 4],
        [words, 3],
        [summary, 1],
        [need, 0.5],
      ]),
    );
  }

  /** What fits best with what was typed, in any order of its words. Where nothing has all of them, what has most. */
  find(typed: string): Found<Entry> {
    const asked = fold(cutTyped(typed));
    const words = [...new Set(wordsIn(asked))];
    if (words.length === 0) return { entries: [], count: 0 };
    const spelt = this.#pick(asked, this.#score(words, false), words.length);
    if (spelt.count >= FEW) return spelt;
    const scores = this.#score(words, true);
    const nearly = this.#pick(asked, scores, words.length);
    return nearly.count > 0
      ? nearly
      : this.#pick(
          asked,
          scores,
          1,
          WORTH_SHOWING * scores.total.reduce((most, one) => Math.max(most, one), 0),
        );
  }

  #score(words: string[], nearly: boolean): Scores {
    const { size } = this.#index;
    const [had, total, one] = [new Uint8Array(size), new Float32Array(size), new Float32Array(size)];
    for (const word of words) {
      one.fill(0);
      this.#index.score(word, nearly, one);
      for (let place = 0; place < size; place += 1) {
        if (one[place]! === 0) continue;
        had[place]! += 1;
        total[place]! += one[place]!;
      }
    }
    return { had, total };
  }

  /** The best of the entries that have so many of the words, and are worth so much. */
  #pick(asked: string, { had, total }: Scores, needed: number, least = 0): Found<Entry> {
    const best: { place: number; score: number }[] = [];
    let count = 0;
    for (let place = 0; place < had.length; place += 1) {
      if (had[place]! < needed || total[place]! < least) continue;
      count += 1;
      const score = total[place]! + 1_000 * this.#named(place, asked);
      if (best.length === SHOW_AT_MOST && score <= best.at(-1)!.score) continue;
      const after = best.findIndex((other) => other.score < score);
      best.splice(after < 0 ? best.length : after, 0, { place, score });
      best.length = Math.min(best.length, SHOW_AT_MOST);
    }
    return { entries: best.map(({ place }) => this.#entries[place]!), count };
  }

  /** Whoever types a title means it. */
  #named(place: number, asked: string): number {
    const title = this.#titles[place]!;
    return title === asked ? 2 : title.startsWith(asked) ? 1 : 0;
  }
}
