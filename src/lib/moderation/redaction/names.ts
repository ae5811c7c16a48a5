import type { Found } from './found.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

/** How far a list is trusted with a text. */
export interface Trust {
  /** A capital within a sentence is a name. */
  capitals: boolean;
  /** A word that is not common is a name after "called": only in the list's own language. */
  unknown: boolean;
}

const isWord = ({ word }: Token) => word.length > 1 && !/^\p{N}/u.test(word);

/** How English verbs and plurals end, which stand after "my worker" as a name may. */
const ENDS_LIKE_A_VERB = /(?:ed|ing|s|ly)$/;

/** "My worker tez": no list knows it, and it is no common word. */
function mayBeUnknown(reader: Reader, tokens: readonly Token[], place: number): boolean {
  const { word } = tokens[place]!;
  if (!reader.list.kinTakesAny || !reader.isPerson(tokens[place - 1])) return false;
  return tokens[place]!.joined && word.length > 2 && !ENDS_LIKE_A_VERB.test(word);
}

/** Whether what stands before a word tells that it is a name. */
function isIntroduced(reader: Reader, tokens: readonly Token[], place: number, unknown: boolean): boolean {
  const token = tokens[place]!;
  const raised = token.capital || token.capitalFirst;
  const [mayBe, common] = [reader.isWordName(token), reader.isCommon(token)];
  if (reader.afterNaming(tokens, place)) return mayBe || (!common && (unknown || raised));
  if (!reader.afterKin(tokens, place)) return false;
  if (mayBe) return raised || !(reader.doesSomething(token) || reader.isPerson(token));
  return !common && (raised || (unknown && mayBeUnknown(reader, tokens, place)));
}

/** Who is meant by a word, as far as its neighbours tell: null for nobody. */
function nameAt(
  reader: Reader,
  tokens: readonly Token[],
  place: number,
  { capitals, unknown }: Trust,
): Omit<Found, 'from' | 'to'> | null {
  const token = tokens[place];
  if (!token || !isWord(token)) return null;
  const { capital, capitalFirst } = token;
  const [mayBe, common] = [reader.isWordName(token), reader.isCommon(token)];
  if (reader.isName(token) && !common) return { kind: 'name', surely: true };
  if (mayBe && capital) return { kind: 'name', surely: true };
  if (isIntroduced(reader, tokens, place, unknown))
    return { kind: 'name', surely: mayBe || capital || capitalFirst };
  const next = tokens[place + 1];
  const acts = (capital || capitalFirst) && next?.joined === true && reader.doesSomething(next);
  if (acts && (mayBe || !common)) return { kind: 'name', surely: mayBe };
  if (!capitals || !capital || common) return null;
  return { kind: reader.afterAt(tokens, place) ? 'place' : 'name', surely: false };
}

/** A name goes on: "Kieron Ashworth", "محمد بن علي". */
function goesOn(reader: Reader, token: Token | undefined): boolean {
  if (!token?.joined || !isWord(token)) return false;
  if (reader.isName(token) && !reader.isCommon(token)) return true;
  return (token.capital && !reader.isCommon(token)) || (token.capital && reader.isWordName(token));
}

/** "Kieron and …": who is named beside somebody is somebody. */
function isBeside(reader: Reader, tokens: readonly Token[], place: number, { unknown }: Trust): boolean {
  const token = tokens[place];
  if (!token || !isWord(token) || !reader.isAnd(tokens[place - 1])) return false;
  if (reader.isName(token) || token.capital) return true;
  return unknown && !reader.isCommon(token) && !reader.doesSomething(token) && token.word.length > 3;
}

/** "I miss Kieron" is no title. */
const BEFORE_MISSING =
  /^(?:i|we|you|they|he|she|ill|id|do|dont|to|will|would|really|still|also|so|and|gonna)$/;

function hasTitle(reader: Reader, tokens: readonly Token[], place: number): boolean {
  const title = tokens[place - 1];
  if (!tokens[place]!.joined || !reader.isTitle(title)) return false;
  return title?.word !== 'miss' || !BEFORE_MISSING.test(tokens[place - 2]?.word ?? '') || title.capital;
}

/** Names of people, by lists of names, by what stands before and after, and by capitals. */
export function findNames(reader: Reader, tokens: readonly Token[], trust: Trust): Found[] {
  const found: Found[] = [];
  let begin = 0;
  while (begin < tokens.length) {
    const last = found.at(-1);
    const beside =
      last?.kind === 'name' && last.to === tokens[begin - 2]?.to && isBeside(reader, tokens, begin, trust);
    const who =
      nameAt(reader, tokens, begin, trust) ?? (beside ? { kind: 'name' as const, surely: false } : null);
    let end = begin + 1;
    if (who) {
      while (goesOn(reader, tokens[end])) end += 1;
      const first = hasTitle(reader, tokens, begin) ? begin - 1 : begin;
      found.push({ from: tokens[first]!.from, to: tokens[end - 1]!.to, ...who });
    }
    begin = end;
  }
  return found;
}
