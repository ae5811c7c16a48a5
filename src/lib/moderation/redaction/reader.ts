import { foldToken, type Token } from './tokens.ts';
import { phrasesAt, phrasesBefore, phrasesOf, wordSet, type Before, type LengthAt } from './phrases.ts';
import { polishCases } from './word-forms.ts';
import type { WordList } from './word-list.ts';

type Has = (token: Token | undefined) => boolean;

/** A list of words made ready for looking. */
export interface Reader {
  list: WordList;
  isName: Has;
  isWordName: Has;
  isCommon: Has;
  isAnd: Has;
  isTitle: Has;
  isPerson: Has;
  isInside: Has;
  isMonth: Has;
  isWeekday: Has;
  isTime: Has;
  doesSomething: Has;
  isWordPlace: Has;
  isPlainHead: Has;
  headOf: (token: Token | undefined) => 'school' | 'address' | 'place' | null;
  placeAt: LengthAt;
  afterKin: Before;
  afterNaming: Before;
  afterPlaced: Before;
  afterAt: Before;
}

/** "The school", in Arabic: what follows is no name of it. */
const WITH_ARTICLE = /^[وف]?(?:[بكل]?ال|لل)/;

const hasIn =
  (words: Set<string>): Has =>
  (token) =>
    token !== undefined && token.forms.some((form) => words.has(form));

/** Where the words of a language change their endings, in all of them. */
const inAllCases = (words: Set<string>, inflected: boolean): Set<string> =>
  inflected ? new Set([...words].flatMap(polishCases)) : words;

/** Makes a list ready. @param lang whether names and places change their endings. */
export function readerOf(list: WordList, lang: string): Reader {
  const inflected = lang === 'pl';
  const common = wordSet(list.common);
  const heads = Object.entries(list.heads).map(
    ([kind, words]) => [kind as 'school', hasIn(wordSet(words))] as const,
  );
  const places = inflected
    ? phrasesOf(list.places).map((words) => (words.length === 1 ? polishCases(words[0]!) : [words.join(' ')]))
    : [[list.places]];
  return {
    list,
    isName: hasIn(inAllCases(wordSet(list.names), inflected)),
    isWordName: hasIn(inAllCases(wordSet(list.wordNames), inflected)),
    isCommon: hasIn(common),
    isAnd: hasIn(wordSet(list.and)),
    isPerson: hasIn(wordSet(list.persons)),
    isTitle: hasIn(wordSet(list.titles)),
    isInside: hasIn(wordSet(list.inside)),
    isMonth: hasIn(wordSet(list.months)),
    isWeekday: hasIn(wordSet(list.weekdays)),
    isTime: hasIn(wordSet(list.times)),
    doesSomething: hasIn(wordSet(list.deeds)),
    isWordPlace: hasIn(inAllCases(new Set(list.wordPlaces.split(/\s+/).map(foldToken)), inflected)),
    isPlainHead: hasIn(wordSet(list.plainHeads)),
    headOf: (token) =>
      token && WITH_ARTICLE.test(token.word)
        ? null
        : (heads.find(([, isHead]) => isHead(token))?.[0] ?? null),
    placeAt: phrasesAt(places.flat().join(',')),
    afterKin: phrasesBefore(list.kin),
    afterNaming: phrasesBefore(list.naming),
    afterPlaced: phrasesBefore(list.placed),
    afterAt: phrasesBefore(list.at),
  };
}
