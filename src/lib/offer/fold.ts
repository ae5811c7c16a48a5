import { latinDigits } from '../i18n/latin-digits.ts';
import { normalisePhrase } from '../help/phrases.ts';

/** Letters that a mark cannot be taken off from. */
const PLAIN: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };

/**
 * Ethiopic rows that sound the same and are written for one another (ሐ ኀ as ሀ, ሠ as ሰ, ዐ as አ, ፀ as ጸ): where each
 * row begins, and where the one it becomes begins. A row has eight letters.
 */
const SAME_SOUND: readonly [number, number][] = [
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
];

/** Each letter and the one it becomes. Eritreans write ኣ where Ethiopians write አ. */
const ONE_ROW = new Map([['ኣ', 'አ']]);
for (const [from, to] of SAME_SOUND) {
  for (let order = 0; order < 8; order += 1) {
    const letter = String.fromCodePoint(to + order);
    ONE_ROW.set(String.fromCodePoint(from + order), ONE_ROW.get(letter) ?? letter);
  }
}

/** Text as it is looked for: case, accents and vowel signs gone, letters that people write for one another made one. */
export function fold(text: string): string {
  const bare = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`´ʼ＇]/gu, '');
  const letters = normalisePhrase(bare)
    .replace(/'/g, '')
    .replace(/[łđøıßæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[ኣሐ-ሗኀ-ኇሠ-ሧዐ-ዖፀ-ፇ]/g, (letter) => ONE_ROW.get(letter) ?? letter);
  return latinDigits(letters);
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
