import { plainText, readingsOf, splitRunTogether } from './receipt-reading.ts';
import { receiptWords, unkindWords } from './receipt-words.ts';

/** A receipt is a number of 66 bits, said in words or in digits. Browser-safe: phones make their own. */
export type ReceiptNumber = bigint;

const WORDS = 6;
const WORD_BITS = 11n;
export const RECEIPT_LIMIT = 1n << (WORD_BITS * BigInt(WORDS));

/** The largest prime that fits a word: a changed word or two swapped neighbours change the remainder. */
const CHECK_PRIME = 2039n;
const DIGITS = 20;

/** Words or groups of digits that are looked at; a page with a receipt on it has fewer. */
const RUNS_MAX = 80;

export interface Receipt {
  /** Six words and a check word. */
  words: string[];
  /** Four groups of five digits and two check digits (ISO 7064, MOD 97-10). */
  digits: string[];
}

function wordsOf(number: ReceiptNumber): string[] {
  const indexes = Array.from(
    { length: WORDS },
    (_, place) => (number >> (WORD_BITS * BigInt(WORDS - 1 - place))) & 2047n,
  );
  return [...indexes, number % CHECK_PRIME].map((index) => receiptWords[Number(index)]!);
}

function digitsOf(number: ReceiptNumber): string {
  const plain = number.toString().padStart(DIGITS, '0');
  const check = 98n - ((number * 100n) % 97n);
  return plain + check.toString().padStart(2, '0');
}

/** A receipt as it is shown, both ways. */
export function showReceipt(number: ReceiptNumber): Receipt {
  return { words: wordsOf(number), digits: digitsOf(number).match(/.{1,5}/g) ?? [] };
}

/** Whether a number spells a word that nobody should be handed. */
export function spellsUnkindly(number: ReceiptNumber): boolean {
  return wordsOf(number).some((word) => unkindWords.has(word));
}

/** A number from random bytes (the first 66 bits of nine). */
export function receiptFromBytes(bytes: Uint8Array): ReceiptNumber {
  let number = 0n;
  for (const byte of bytes.subarray(0, 9)) number = (number << 8n) | BigInt(byte);
  return number >> 6n;
}

/** Why a typed receipt cannot be looked up: not words or digits of a receipt, or a slip the check caught. */
export type ReceiptFault = 'unreadable' | 'slip';

function numberIn(digits: string): ReceiptNumber | ReceiptFault {
  const number = BigInt(digits.slice(0, DIGITS));
  return number < RECEIPT_LIMIT && digitsOf(number) === digits ? number : 'slip';
}

function numberAt(places: readonly number[]): ReceiptNumber | ReceiptFault {
  const number = places.slice(0, WORDS).reduce((sum, place) => (sum << WORD_BITS) | BigInt(place), 0n);
  return number % CHECK_PRIME === BigInt(places[WORDS] ?? -1) ? number : 'slip';
}

/** What several readings come to: the one receipt among them, or why there is none. */
function onlyOne(readings: readonly (ReceiptNumber | ReceiptFault)[]): ReceiptNumber | ReceiptFault {
  const numbers = new Set(readings.filter((reading) => typeof reading === 'bigint'));
  if (numbers.size === 1) return [...numbers][0]!;
  return numbers.size > 1 || readings.includes('slip') ? 'slip' : 'unreadable';
}

/** Every run of neighbours that `fits`, wherever it stands in the list: something else may be around it. */
function runsOf<Item>(list: readonly Item[], fits: (run: readonly Item[]) => boolean): Item[][] {
  return list.flatMap((_, from) =>
    list.slice(from).flatMap((_, length) => {
      const run = list.slice(from, from + length + 1);
      return fits(run) ? [run] : [];
    }),
  );
}

function fromDigits(text: string): ReceiptNumber | ReceiptFault {
  const groups: string[] = text.match(/\d+/g) ?? [];
  const runs = runsOf(groups.slice(0, RUNS_MAX), (run) => run.join('').length === DIGITS + 2);
  return onlyOne(runs.map((run) => numberIn(run.join(''))));
}

function fromWords(text: string): ReceiptNumber | ReceiptFault {
  const typed: string[] = (text.match(/[a-z]+/g) ?? []).slice(0, RUNS_MAX);
  const runs = runsOf(typed, ({ length }) => length === WORDS + 1);
  const apart = onlyOne(
    runs.flatMap((run) => {
      const readings = readingsOf(run).map(numberAt);
      return readings.length > 0 || runs.length > 1 ? readings : ['slip' as const];
    }),
  );
  if (typeof apart === 'bigint') return apart;
  const joined = typed.flatMap((_, from) => splitRunTogether(typed.slice(from).join(''), WORDS + 1));
  const runTogether = onlyOne(joined.flatMap((words) => readingsOf(words).map(numberAt)));
  return typeof runTogether === 'bigint' ? runTogether : apart;
}

/**
 * Reads a receipt as people type or paste it: words or digits or both, any capitals, spaces, punctuation or script of
 * digits, run together, with other words around, words cut short or with one letter wrong where that can be only one
 * receipt. Any other slip is caught here, before a guess is spent.
 */
export function readReceipt(typed: string): ReceiptNumber | ReceiptFault {
  const text = plainText(typed);
  return onlyOne([fromWords(text), fromDigits(text)]);
}
