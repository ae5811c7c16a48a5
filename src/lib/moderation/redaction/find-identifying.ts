import { findDates } from './dates.ts';
import { withPlainDigits } from './digits.ts';
import { mergeFound, type Found, type IdentifyingKind } from './found.ts';
import { findNames, type Trust } from './names.ts';
import { findPatterns } from './patterns.ts';
import { findHeaded, findPlaces } from './places.ts';
import { readerOf, type Reader } from './reader.ts';
import { tokensOf, type Token } from './tokens.ts';
import { wordLists } from './word-lists.ts';
import { isLatin } from './word-forms.ts';

const readers = new Map<string, Reader>();

function readerFor(lang: string): Reader | null {
  const list = Object.hasOwn(wordLists, lang) ? wordLists[lang] : undefined;
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

function lookWith(reader: Reader, plain: string, tokens: readonly Token[], trust: Trust): Found[] {
  return [
    ...findOwnPatterns(reader, plain),
    ...findDates(reader, tokens),
    ...findHeaded(reader, tokens),
    ...findPlaces(reader, tokens, trust),
    ...findNames(reader, tokens, trust),
  ];
}

/** Whether a language has a list of names, places and words around them; without one the rules alone are there. */
export function hasWordList(lang: string): boolean {
  return Object.hasOwn(wordLists, lang);
}

/** Lists that know words of other languages too: English ones everywhere, names and places by their script. */
const LENT = ['en', 'ar', 'ti'];

/**
 * Words that may tell who somebody is, in order of place. A proposal, never a decision: what it misses it does not
 * know. Looks with the list of the language, and with the English one too, because people mix languages; where a
 * language has no list, those of others lend it their names and places, and every capital is looked at.
 */
export function findIdentifying(words: string, lang: string): Found[] {
  const plain = withPlainDigits(words);
  const tokens = tokensOf(plain);
  const own = readerFor(lang);
  const lent = own ? ['en'] : LENT;
  const foreign = own ? notOf(own, tokens) : tokens;
  return mergeFound([
    ...findPatterns(plain),
    ...(own ? lookWith(own, plain, tokens, { capitals: true, unknown: true }) : []),
    ...lent
      .filter((code) => code !== lang)
      .flatMap((code) => lookWith(readerFor(code)!, plain, foreign, { capitals: !own, unknown: false })),
  ]).filter(({ from, to }) => to > from);
}

/** The words that another language may know. */
const notOf = (own: Reader, tokens: readonly Token[]): Token[] =>
  tokens
    .filter((token) => isLatin(token) && !own.isCommon(token))
    .map((token, place, all) => ({
      ...token,
      joined: token.joined && all[place - 1]?.to === token.from - 1,
    }));
