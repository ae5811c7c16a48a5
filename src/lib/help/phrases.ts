const APOSTROPHES = /[’‘`´ʼ＇]/g;

/**
 * Text as phrases are written in the lists: lower case, one space between words, no marks;
 * Arabic letters that people interchange made one, vowel signs and stretching left out.
 */
export function normalisePhrase(text: string): string {
  return (
    text
      .replace(APOSTROPHES, "'")
      .normalize('NFKC')
      // Some letters are made of one: ŉ.
      .replace(APOSTROPHES, "'")
      .toLowerCase()
      .replace(/[\u0610-\u061A\u064B-\u065F\u0670\u0640]/g, '')
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/ى/g, 'ي')
      .replace(/ة/g, 'ه')
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()
  );
}
