import { findDates } from './dates.ts';
import { withPlainDigits } from './digits.ts';
import { mergeFound, type Found, type IdentifyingKind } from './found.ts';
import { findNames } from './names.ts';
import { findPatterns } from './patterns.ts';
import { findHeaded, findPlaces } from './places.ts';
import { readerOf, type Reader } from './reader.ts';
import { tokensOf, type Token } from './tokens.ts';
import { wordLists } from './word-lists.ts';
import { isLatin } from './word-forms.ts';

const readers = new Map<string, Reader>();

function readerFor(lang: string): Reader | null {
  const list = wordLists[lang];
  if (!list) return null;
  const reader = readers.get(lang) ?? readerOf(list, lang);
  readers.set(lang, reader);
  return reader;
}

const compiled = new Map<Reader, [IdentifyingKind, boolean, RegExp][]>();

function ownPatterns(reader: Reader): [IdentifyingKind, boolean, RegExp][] {
  const ready =
    compiled.get(reader) ??
    Object.entries(reader.list.patterns).flatMap(([key, sources]) =>
      sources.map((source): [IdentifyingKind, boolean, RegExp] => [
        key.replace('?', '') as IdentifyingKind,
        !key.endsWith('?'),
        new RegExp(source, 'dgiu'),
      ]),
    );
  compiled.set(reader, ready);
  return ready;
}

function findOwnPatterns(reader: Reader, plain: string): Found[] {
  return ownPatterns(reader).flatMap(([kind, surely, pattern]) =>
    Array.from(plain.matchAll(pattern), ({ indices }) => {
      const [from, to] = indices?.[1] ?? indices?.[0] ?? [0, 0];
      return { from, to, kind, surely };
    }),
  );
}

function lookWith(reader: Reader, plain: string, tokens: readonly Token[], guest: boolean): Found[] {
  return [
    ...findOwnPatterns(reader, plain),
    ...findDates(reader, tokens),
    ...findHeaded(reader, tokens),
    ...findPlaces(reader, tokens),
    ...findNames(reader, tokens, guest),
  ];
}

/** Whether a language has a list of names, places and words around them; without one the rules alone are there. */
export function hasWordList(lang: string): boolean {
  return Object.hasOwn(wordLists, lang);
}

/**
 * Words that may tell who somebody is, in order of place. A proposal, never a decision: what it misses it does not
 * know. Looks with the list of the language, and with the English one too, because people mix languages.
 */
export function findIdentifying(words: string, lang: string): Found[] {
  const plain = withPlainDigits(words);
  const tokens = tokensOf(plain);
  const own = hasWordList(lang) ? readerFor(lang) : null;
  const english = readerFor('en');
  const foreign = tokens
    .filter((token) => isLatin(token) && !own?.isCommon(token))
    .map((token, place, all) => ({
      ...token,
      joined: token.joined && all[place - 1]?.to === token.from - 1,
    }));
  return mergeFound([
    ...findPatterns(plain),
    ...(own ? lookWith(own, plain, tokens, false) : []),
    ...(lang !== 'en' && english ? lookWith(english, plain, foreign, true) : []),
  ]).filter(({ from, to }) => to > from);
}
