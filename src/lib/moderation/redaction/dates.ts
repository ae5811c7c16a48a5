import type { Found } from './found.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const DAY = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$/;
const YEAR = /^(?:19|20)\d\d$/;
const FIGURES = /^\d{1,4}(?:st|nd|rd|th|am|pm)?$/;
/** Words between a weekday and its time: "on Tuesday at about 4". */
const NEAR = 4;

/** Words of digits are compared as plain digits. */
const near = (tokens: readonly Token[], place: number, by: number) =>
  tokens[place + by]?.sentence === tokens[place]?.sentence ? tokens[place + by] : undefined;

/** "12 March", "March the 12th", "مارس 2024": a month and what stands beside it. */
function aroundMonth(tokens: readonly Token[], place: number): [number, number] | null {
  let [begin, end] = [place, place];
  for (const back of [1, 2]) if (DAY.test(near(tokens, place, -back)?.word ?? '')) begin = place - back;
  for (const on of [1, 2]) {
    const word = near(tokens, place, on)?.word ?? '';
    if (DAY.test(word) || YEAR.test(word)) end = place + on;
  }
  return begin === place && end === place ? null : [begin, end];
}

/** A weekday with its time: "Tuesdays at 4", "half past three on Monday". */
function aroundWeekday(reader: Reader, tokens: readonly Token[], place: number): [number, number] | null {
  let [begin, end] = [place, place];
  const isTime = (token: Token | undefined) =>
    token !== undefined && (FIGURES.test(token.word) || reader.isTime(token));
  for (let by = 1; by <= NEAR; by += 1) {
    if (isTime(near(tokens, place, -by))) begin = place - by;
    if (isTime(near(tokens, place, by))) end = place + by;
  }
  return begin === place && end === place ? null : [begin, end];
}

/** Days that can be told from others: with a month, or a weekday with a time. */
export function findDates(reader: Reader, tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  tokens.forEach((token, place) => {
    const month = reader.isMonth(token);
    const around = month
      ? aroundMonth(tokens, place)
      : reader.isWeekday(token)
        ? aroundWeekday(reader, tokens, place)
        : null;
    if (around)
      found.push({ from: tokens[around[0]]!.from, to: tokens[around[1]]!.to, kind: 'date', surely: month });
  });
  return found;
}
