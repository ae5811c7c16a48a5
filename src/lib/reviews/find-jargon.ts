import type { Term } from './default-jargon.ts';

/** A word of the list that stands in a text. */
export interface FoundTerm extends Term {
  /** As it is written there the first time. */
  written: string;
  times: number;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Whole words only, in capitals or not, one or several of it; the words of a phrase apart by spaces or hyphens. */
function patternOf(term: string): RegExp {
  const words = term
    .trim()
    .split(/[\s\p{Pd}]+/u)
    .filter(Boolean)
    .map(escaped)
    .join('[\\s\\p{Pd}]+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?:e?s)?(?![\\p{L}\\p{N}])`, 'giu');
}

/** Where names stand: those that are known, and whatever begins with a capital after Mr, Mrs and the like. */
function namesIn(text: string, names: readonly string[]): [from: number, to: number][] {
  const titled = /(?<!\p{L})(?:Mrs?|Ms|Miss|Mx|Dr|Auntie|Uncle)\.?(?:\s+\p{Lu}[\p{L}’'-]*)+/gu;
  const known = names
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu'));
  return [titled, ...known].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: name }): [number, number] => [index, index + name.length]),
  );
}

/**
 * The words of a list that stand in a text, in the order of the text. A longer one hides the shorter ones within it:
 * "placement breakdown" is not "placement" too.
 * @param names what people are called: words of names are not checked.
 */
export function findJargon(text: string, terms: readonly Term[], names: readonly string[] = []): FoundTerm[] {
  const taken = namesIn(text, names);
  const isTaken = (from: number, to: number) => taken.some(([start, end]) => from < end && to > start);
  const found: (FoundTerm & { at: number })[] = [];
  const longestFirst = terms
    .filter(({ term }) => term.trim() !== '')
    .toSorted((one, other) => other.term.length - one.term.length);
  for (const { term, plain } of longestFirst) {
    const here = [...text.matchAll(patternOf(term))].filter(
      ({ index, 0: written }) => !isTaken(index, index + written.length),
    );
    const [first] = here;
    if (!first) continue;
    found.push({ term, plain, written: first[0], times: here.length, at: first.index });
    for (const { index, 0: written } of here) taken.push([index, index + written.length]);
  }
  return found.toSorted((one, other) => one.at - other.at).map(({ at: _, ...rest }) => rest);
}
