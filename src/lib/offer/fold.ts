import { latinDigits } from '../i18n/latin-digits.ts';
import { normalisePhrase } from '../help/phrases.ts';
import { bareLetters, sameLetters } from '../help/same-letters.ts';

/** Text as it is looked for: case, accents and vowel signs gone, letters that people write for one another made one. */
export function fold(text: string): string {
  return latinDigits(sameLetters(normalisePhrase(bareLetters(text)).replace(/'/g, '')));
}

const LETTER_IN_ARABIC = /^\p{Script=Arabic}/u;

/** "And" or "so", then "for", "by" or "like", then "the": Arabic joins them to the next word. */
const JOINED = /^[وف]?(?:[بك]?ال|لل)?/;

/**
 * A folded word in the forms it is found under: as it is, and in Arabic also without what is joined to it. A word
 * that only looks joined (وثيقه) keeps its whole form.
 */
export function formsOf(word: string): string[] {
  if (!LETTER_IN_ARABIC.test(word)) return [word];
  const forms = [word, word.replace(/^[وف]/, ''), word.replace(JOINED, '')];
  return [...new Set(forms)].filter((form, place) => place === 0 || form.length >= 3);
}

/** The folded words of a text, in order. */
export function wordsIn(text: string): string[] {
  return fold(text).split(' ').filter(Boolean);
}
