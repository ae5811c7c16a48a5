import { isOneSlipAway, plainText } from './receipt-reading.ts';
import type { Receipt } from './receipt.ts';

function isMeant(typed: string, word: string): boolean {
  const begun = typed.length > 3 && typed.startsWith(word.slice(0, 4));
  const short = typed.length > 2 && word.startsWith(typed);
  return begun || short || isOneSlipAway(typed, word);
}

/**
 * Whether what was typed shows that somebody kept their receipt: the word at this place, or all the words, or all the
 * digits; forgiving as receipts are.
 * @param place of the word that was asked for, from 0.
 */
export function showsItWasKept(typed: string, { words, digits }: Receipt, place: number): boolean {
  const text = plainText(typed);
  if (text.replace(/\D/g, '') === digits.join('')) return true;
  const said = text.match(/[a-z]+/g) ?? [];
  const word = said.length === words.length ? said[place] : said[0];
  const isOne = said.length === 1 || said.length === words.length;
  return isOne && isMeant(word ?? '', words[place] ?? '');
}
