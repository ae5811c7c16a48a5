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

/** Text in small letters with accents, vowel signs and apostrophes left out. */
export function bareLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`´ʼ＇]/gu, '');
}

/** Letters that people write for one another made one. */
export function sameLetters(text: string): string {
  return text
    .replace(/[łđøıßæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[ኣሐ-ሗኀ-ኇሠ-ሧዐ-ዖፀ-ፇ]/g, (letter) => ONE_ROW.get(letter) ?? letter);
}
