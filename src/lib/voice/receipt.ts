import { latinDigits } from '../i18n/latin-digits.ts';
import { receiptWords, unkindWords } from './receipt-words.ts';

/** A receipt is a number of 66 bits, said in words or in digits. Browser-safe: phones make their own. */
export type ReceiptNumber = bigint;

const WORDS = 6;
const WORD_BITS = 11n;
export const RECEIPT_LIMIT = 1n << (WORD_BITS * BigInt(WORDS));

/** The largest prime that fits a word: a changed word or two swapped neighbours change the remainder. */
const CHECK_PRIME = 2039n;
const DIGITS = 20;

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

function fromDigits(digits: string): ReceiptNumber | ReceiptFault {
  if (digits.length !== DIGITS + 2) return 'unreadable';
  const number = BigInt(digits.slice(0, DIGITS));
  return number < RECEIPT_LIMIT && digitsOf(number) === digits ? number : 'slip';
}

/** A word of the list from its first letters, when they can be no other. */
function indexOfWord(typed: string): bigint | null {
  const exact = receiptWords.indexOf(typed);
  if (exact >= 0) return BigInt(exact);
  const finished = receiptWords.flatMap((word, index) =>
    typed.length > 2 && word.startsWith(typed) ? [index] : [],
  );
  const known = receiptWords.flatMap((word, index) =>
    typed.startsWith(word.slice(0, 4)) && word.length > 3 ? [index] : [],
  );
  const candidates = finished.length > 0 ? finished : known;
  return candidates.length === 1 ? BigInt(candidates[0]!) : null;
}

function fromWords(typed: string[]): ReceiptNumber | ReceiptFault {
  if (typed.length !== WORDS + 1) return 'unreadable';
  const indexes = typed.map(indexOfWord);
  if (indexes.includes(null)) return 'slip';
  const number = indexes
    .slice(0, WORDS)
    .reduce<bigint>((sum, index) => (sum << WORD_BITS) | (index ?? 0n), 0n);
  return number % CHECK_PRIME === indexes[WORDS] ? number : 'slip';
}

/**
 * Reads a receipt as people type it: words or digits, any capitals, spaces or punctuation, words cut short.
 * A slip is caught here, before a guess is spent.
 */
export function readReceipt(typed: string): ReceiptNumber | ReceiptFault {
  const text = latinDigits(typed).toLowerCase();
  const words = text.match(/[a-z]+/g);
  if (words) return fromWords(words);
  return fromDigits(text.replace(/\D/g, ''));
}
