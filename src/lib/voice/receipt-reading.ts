import { receiptWords } from './receipt-words.ts';

/** Longer than a whole page with a receipt on it: nobody is kept waiting over more. */
const TYPED_MAX = 2_000;

/** The most readings of misspelt words that are tried: each is a chance in 2,039 of taking a slip for a receipt. */
const READINGS_MAX = 64;

/** What was typed, in small Latin letters and digits: no accents, no marks that cannot be seen. */
export function plainText(typed: string): string {
  return typed
    .slice(0, TYPED_MAX)
    .normalize('NFKD')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}

/** The digit a character stands for: every script has its ten in a row, and zero has no digit before it. */
function digitOf(character: string): number {
  let point = character.codePointAt(0) ?? 0;
  let digit = 0;
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point -= 1;
    digit += 1;
  }
  return digit;
}

/** Whether one letter changed, left out, added, or changed places with the next makes one word the other. */
export function isOneSlipAway(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === word[from]) from += 1;
  const [rest, wanted] = [typed.slice(from), word.slice(from)];
  if (rest === '' && wanted === '') return true;
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  );
}

const placeOf = new Map(receiptWords.map((word, place) => [word, place]));

/** The words of the list that somebody may have meant, as places in it; a word that is on the list is meant. */
function placesOf(typed: string): number[] {
  const exact = placeOf.get(typed);
  if (exact !== undefined) return [exact];
  const where = (fits: (word: string) => boolean) =>
    receiptWords.flatMap((word, place) => (fits(word) ? [place] : []));
  const finished = typed.length > 2 ? where((word) => word.startsWith(typed)) : [];
  if (finished.length === 1) return finished;
  const begun = where((word) => word.length > 3 && typed.startsWith(word.slice(0, 4)));
  if (begun.length === 1) return begun;
  return where((word) => isOneSlipAway(typed, word));
}

const together = <Item>(lists: readonly Item[][]): Item[][] =>
  lists.reduce<Item[][]>(
    (sofar, list) => sofar.flatMap((items) => list.map((item) => [...items, item])),
    [[]],
  );

/**
 * What somebody may have meant by as many words as a receipt has, as places in the list; more than one way only where
 * a word is misspelt.
 */
export function readingsOf(typed: readonly string[]): number[][] {
  const places = typed.map(placesOf);
  const count = places.reduce((product, list) => product * list.length, 1);
  return count > READINGS_MAX ? [] : together(places);
}

/** Every way in which letters that run together are so many words of the list. */
export function splitRunTogether(letters: string, count: number): string[][] {
  const ways = new Map<string, string[][]>();
  const split = (from: number, left: number): string[][] => {
    if (left === 0) return from === letters.length ? [[]] : [];
    if (letters.length - from < left * 3 || letters.length - from > left * 8) return [];
    const name = `${from}/${left}`;
    const known = ways.get(name);
    if (known) return known;
    const found = [3, 4, 5, 6, 7, 8].flatMap((length) => {
      const word = letters.slice(from, from + length);
      return word.length === length && placeOf.has(word)
        ? split(from + length, left - 1).map((rest) => [word, ...rest])
        : [];
    });
    ways.set(name, found);
    return found;
  };
  return split(0, count);
}
