import { formsOf } from './word-forms.ts';

/** A word of a text, and where it stands. */
export interface Token {
  from: number;
  to: number;
  /** Small letters, without accents and vowel signs: as it is compared. */
  word: string;
  /** `word`, and without what its language joins to it. */
  forms: readonly string[];
  /** Begins with a capital where that says something: not at a sentence's start, not in a text all of capitals. */
  capital: boolean;
  /** Begins with a capital at a sentence's start. */
  capitalFirst: boolean;
  /** Only a space, or nothing but an apostrophe's ending, between it and the word before. */
  joined: boolean;
  sentence: number;
}

const WORDS = /[\p{L}\p{M}\p{N}\u0640]+(?:['’‘`´][\p{L}\p{M}]+)*/gu;
const ENDS_SENTENCE = /[.!?…\n؟።፧:]/;
/** "Kieron's", "Kieron’s": the name ends before it. */
const POSSESSIVE = /['’‘`´]s$/iu;
const PLAIN: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ı: 'i', ß: 's', æ: 'e', œ: 'e' };

/** Ethiopic letters that sound alike, by the first of their row, and the row they become. */
const SAME_SOUND = new Map([
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
  [0x1250, 0x1240],
  [0x12b8, 0x12a8],
]);

function oneRow(letter: string): string {
  const code = letter.charCodeAt(0);
  const row = SAME_SOUND.get(code & ~7);
  const folded = String.fromCharCode(row === undefined ? code : row + (code & 7));
  return folded === 'ኣ' ? 'አ' : folded;
}

/** A word as it is compared with the lists: whoever wrote it with accents, vowel signs or other letters of one sound. */
export function foldToken(text: string): string {
  if (/^[a-z0-9]+$/.test(text)) return text;
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u0640'’‘`´]/gu, '')
    .replace(/[łđøıßæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/(?<!^[وف]?(?:عل|ال|حت|مت|لد))ى|ی/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
    .replace(/[ሐ-ሗኀ-ኇሠ-ሧዐ-ዖፀ-ፇቐ-ቖኸ-ኾኣ]/g, oneRow);
}

/** A sentence whose words nearly all begin with capitals says nothing with them. */
const MANY_CAPITALS = 0.7;
const FEW_WORDS = 5;

/** The words of a text. */
export function tokensOf(text: string): Token[] {
  const tokens: (Token & { raised: boolean })[] = [];
  let [end, sentence, starts] = [0, 0, true];
  for (const { 0: matched, index } of text.matchAll(WORDS)) {
    const between = text.slice(end, index);
    end = index + matched.length;
    if (ENDS_SENTENCE.test(between)) [sentence, starts] = [sentence + 1, true];
    const typed = matched.replace(POSSESSIVE, '');
    const raised = /^\p{Lu}/u.test(typed);
    const shouted = typed.length > 1 && typed === typed.toUpperCase();
    const from = index;
    const word = foldToken(typed);
    tokens.push({
      from,
      to: from + typed.length,
      word,
      forms: formsOf(word),
      capital: raised && !shouted && !starts,
      capitalFirst: raised && !shouted && starts,
      joined: /^[ \t\u00a0-]?$/.test(between),
      sentence,
      raised,
    });
    starts = false;
  }
  for (const group of Map.groupBy(tokens, (token) => token.sentence).values()) {
    const share = group.filter(({ raised }) => raised).length / group.length;
    if (group.length >= FEW_WORDS && share >= MANY_CAPITALS)
      for (const token of group) Object.assign(token, { capital: false, capitalFirst: false });
  }
  return tokens.map(({ raised: _raised, ...token }) => token);
}
