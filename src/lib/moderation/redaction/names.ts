import type { Found } from './found.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const isWord = ({ word }: Token) => word.length > 1 && !/^\p{N}/u.test(word);

/** Who is meant by a word, as far as its neighbours tell: null for nobody. */
function nameAt(
  reader: Reader,
  tokens: readonly Token[],
  place: number,
  guest: boolean,
): Omit<Found, 'from' | 'to'> | null {
  const token = tokens[place];
  if (!token || !isWord(token)) return null;
  const { capital, capitalFirst } = token;
  const common = reader.isCommon(token);
  const listed = reader.isName(token) && !common;
  const mayBe = listed || reader.isWordName(token);
  const raised = capital || capitalFirst;
  if (listed) return { kind: 'name', surely: true };
  if (reader.afterNaming(tokens, place) && (!common || mayBe))
    return { kind: 'name', surely: mayBe || raised };
  if (reader.afterKin(tokens, place) && (mayBe || ((reader.list.kinTakesAny || raised) && !common)))
    return { kind: 'name', surely: mayBe || raised };
  if (mayBe && capital) return { kind: 'name', surely: true };
  const acts = raised && reader.doesSomething(tokens[place + 1]) && tokens[place + 1]?.joined === true;
  if (acts && (mayBe || !common)) return { kind: 'name', surely: mayBe };
  if (guest || !capital || common) return null;
  return { kind: reader.afterAt(tokens, place) ? 'place' : 'name', surely: false };
}

/** A name goes on: "Kieron Ashworth", "محمد بن علي". */
function goesOn(reader: Reader, token: Token | undefined): boolean {
  if (!token?.joined || !isWord(token)) return false;
  if (reader.isName(token) && !reader.isCommon(token)) return true;
  return (token.capital && !reader.isCommon(token)) || (token.capital && reader.isWordName(token));
}

/** "Kieron and …": who is named beside somebody is somebody. */
function isBeside(reader: Reader, tokens: readonly Token[], place: number): boolean {
  const token = tokens[place];
  if (!token || !isWord(token) || !reader.isAnd(tokens[place - 1])) return false;
  if (reader.isName(token) || token.capital) return true;
  return !reader.isCommon(token) && !reader.doesSomething(token) && token.word.length > 3;
}

/** Names of people, by lists of names, by what stands before and after, and by capitals. */
export function findNames(reader: Reader, tokens: readonly Token[], guest: boolean): Found[] {
  const found: Found[] = [];
  let begin = 0;
  while (begin < tokens.length) {
    const last = found.at(-1);
    const beside =
      last?.kind === 'name' && last.to === tokens[begin - 2]?.to && isBeside(reader, tokens, begin);
    const who =
      nameAt(reader, tokens, begin, guest) ?? (beside ? { kind: 'name' as const, surely: false } : null);
    let end = begin + 1;
    if (who) {
      while (goesOn(reader, tokens[end])) end += 1;
      const first = tokens[begin]!.joined && reader.isTitle(tokens[begin - 1]) ? begin - 1 : begin;
      found.push({ from: tokens[first]!.from, to: tokens[end - 1]!.to, ...who });
    }
    begin = end;
  }
  return found;
}
