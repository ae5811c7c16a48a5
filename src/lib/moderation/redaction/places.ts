import type { Found } from './found.ts';
import type { Trust } from './names.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const LONGEST = 5;
const isNumber = ({ word }: Token) => /^\p{N}+\p{L}?$/u.test(word);

/** Places on the list, and what comes after "live in". */
export function findPlaces(reader: Reader, tokens: readonly Token[], { unknown }: Trust): Found[] {
  const found: Found[] = [];
  tokens.forEach((token, place) => {
    const length = reader.placeAt(tokens, place);
    const { from } = token;
    if (length > 0 && !(length === 1 && reader.isCommon(token)))
      found.push({ from, to: tokens[place + length - 1]!.to, kind: 'place', surely: true });
    else if (reader.isWordPlace(token) && (token.capital || reader.afterPlaced(tokens, place)))
      found.push({ from, to: token.to, kind: 'place', surely: token.capital });
    else if (
      reader.afterPlaced(tokens, place) &&
      !reader.isCommon(token) &&
      (unknown || token.capital) &&
      !isNumber(token) &&
      token.word.length > 2
    )
      found.push({ from, to: token.to, kind: 'place', surely: token.capital });
  });
  return found;
}

/** Whether a word may belong to the own name of a school, street or house whose kind stands beside it. */
function belongs(reader: Reader, token: Token | undefined, plain: boolean): boolean {
  if (!token) return false;
  if (token.capital || token.capitalFirst) return !reader.isCommon(token) || token.capital;
  return plain && !reader.isCommon(token) && token.word.length > 2 && !isNumber(token);
}

/** From its own name to its kind: "Oakwood High School", "12 Ashton Old Road". @returns where it begins, or the place itself. */
function beginOf(reader: Reader, tokens: readonly Token[], place: number, plain: boolean): number {
  let [begin, named] = [place, false];
  for (let at = place - 1; at >= Math.max(0, place - LONGEST); at -= 1) {
    const [token, next] = [tokens[at]!, tokens[at + 1]!];
    const near = next.joined || reader.isInside(token);
    if (!near || token.sentence !== next.sentence) break;
    if (reader.headOf(token) !== null) begin = at;
    else if (belongs(reader, token, plain && !named)) [begin, named] = [at, true];
    else if (reader.isInside(token)) {
      if (named && belongs(reader, tokens[at - 1], false)) begin = at;
      else if (/^(?:st|saint|our|lady|mount)$/.test(token.word)) begin = at;
      else if (!named) continue;
      else break;
    } else break;
  }
  return named ? begin : place;
}

function endOf(reader: Reader, tokens: readonly Token[], place: number): number {
  let end = place;
  const { word } = tokens[place]!;
  const most = /^\p{Script=Ethiopic}/u.test(word) ? 1 : 2;
  for (let at = place + 1; at <= place + 4; at += 1) {
    const token = tokens[at];
    if (!token?.joined && !reader.isInside(token)) break;
    if (!token) break;
    const named = /^[a-z]/.test(word) ? token.capital : !reader.isCommon(token) && end - place < most;
    if (named || isNumber(token)) end = at;
    else if (reader.headOf(token) === null && !reader.isInside(token)) break;
  }
  return end;
}

/** Schools, streets, houses: what stands beside "School", "Road", "ulica". */
export function findHeaded(reader: Reader, tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  tokens.forEach((token, place) => {
    const kind = reader.headOf(token);
    if (!kind) return;
    const plain = reader.isPlainHead(token);
    let begin = reader.list.headLast ? beginOf(reader, tokens, place, plain) : place;
    let end = reader.list.headFirst ? endOf(reader, tokens, place) : place;
    if (begin === place && end === place) return;
    while (
      reader.list.headLast &&
      kind === 'school' &&
      tokens[end + 1]?.joined &&
      reader.headOf(tokens[end + 1]) === 'school'
    )
      end += 1;
    if (kind === 'address') {
      const before = tokens[begin - 1];
      if (before && isNumber(before)) begin -= 1;
    }
    found.push({ from: tokens[begin]!.from, to: tokens[end]!.to, kind, surely: true });
  });
  return found;
}
