import { normalisePhrase } from './phrases.ts';
import { bareLetters, sameLetters } from './same-letters.ts';

export interface Word {
  /** As it was typed. */
  typed: string;
  /** A clause ends at any mark, a sentence at those that end one. Both count up through the text. */
  clause: number;
  sentence: number;
}

const PIECES = /[\p{L}\p{N}\p{M}'’‘`´ʼ＇@$*\u0640]+|\p{Extended_Pictographic}|[.!?…\n؟።፧;؛,،፣:]/gu;
const ENDS_SENTENCE = /^[.!?…\n؟።፧]$/;
const ENDS_CLAUSE = /^[;؛,،፣:]$/;

/** The words of a text, and where its clauses and sentences end. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let [clause, sentence] = [0, 0];
  for (const typed of text.match(PIECES) ?? []) {
    if (ENDS_SENTENCE.test(typed)) [clause, sentence] = [clause + 1, sentence + 1];
    else if (ENDS_CLAUSE.test(typed)) clause += 1;
    else words.push({ typed, clause, sentence });
  }
  return words;
}

/** Marks and digits written for letters, to get past a filter: su1c1de, k!ll, h@rm. */
const STANDS_FOR: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/** Tigrinya sounds that Eritreans and Ethiopians write apart (ቐ as ቀ, ኸ as ከ, ኽ as ክ): as far apart as their rows. */
const SOFTENED = /[ቐ-ቖኸ-ኾ]/g;
const ROW_APART = 0x10;

/** A word as it is compared: the same for whoever writes ł or l, ፀ or ጸ, "diiie" or "die". */
export function foldWord(typed: string): string {
  const letters = sameLetters(normalisePhrase(bareLetters(typed.replace(/(?<=\p{L})\*(?=\p{L})/gu, ''))))
    .replace(/[' ]/g, '')
    .replace(SOFTENED, (letter) => String.fromCodePoint(letter.charCodeAt(0) - ROW_APART))
    .replace(/(\p{L})\1{2,}/gu, '$1');
  const plain = typed.length > 2 ? standIns(typed, letters) : letters;
  return plain || typed;
}

function standIns(typed: string, letters: string): string {
  if (!/[a-z][01345@$]+[a-z]/i.test(typed)) return letters;
  return typed
    .toLowerCase()
    .replace(/(?<=[a-z])[01345@$]+(?=[a-z])/g, (marks) =>
      Array.from(marks, (one) => STANDS_FOR[one]).join(''),
    )
    .replace(/[^a-z0-9]/g, '');
}

/** "And", "so"; then "in", "like", "to" with "the": Arabic joins them to the next word. */
const ARABIC_JOINED = /^[وف]?(?:[بك]?ال|لل)?/;
/** "He", "she", "they", "we" of what is or will be: he hits, is hitting, will hit me. */
const ARABIC_PERSON = /^[وف]?[بهحسكد]?[يتن]/;
/** "I", "he", "she", "who", "to" before a Tigrinya verb; "and" after. A denied one begins with አይ and is left whole. */
const ETHIOPIC_PERSON = /^[ይትዝክእየተዘከ]/;

/** A folded word in the forms it is found under. What only looks joined keeps its whole form too. */
export function formsOfWord(word: string): string[] {
  if (/^\p{Script=Arabic}/u.test(word)) {
    const cut = [/^[وف]/, ARABIC_JOINED, ARABIC_PERSON].map((joined) => word.replace(joined, ''));
    return [word, ...cut.filter((form) => form.length >= 3)];
  }
  if (/^\p{Script=Ethiopic}/u.test(word) && !word.startsWith('አይ')) {
    const bare = word.replace(/ን$/, '');
    const cut = [bare, ...[word, bare].map((form) => form.replace(ETHIOPIC_PERSON, ''))];
    return [word, ...cut.filter((form) => form.length >= 2)];
  }
  return [word];
}
