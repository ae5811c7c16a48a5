import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { Age } from './questions.ts';

const sentencesOf = new Intl.Segmenter('en', { granularity: 'sentence' });
const wordsOf = new Intl.Segmenter('en', { granularity: 'word' });

/** A grade of American schools begins at six: the age is five years more. */
const GRADE_TO_AGE = 5;
const YOUNGEST = 5;
/** A heading or a name on a line of its own says nothing of how hard a text is. */
const LEAST_WORDS = 4;

/** How old somebody should be who reads a record, by the wording they chose. */
const aims: Record<Age, number> = { 'under-8': 7, '8-12': 9, '13-17': 11, '16-up': 12 };

/** @param ages the wordings of what came in; without any, the aim of every page for young people: nine. */
export const aimFor = (ages: readonly Age[]): number =>
  ages.length > 0 ? Math.min(...ages.map((age) => aims[age])) : 9;

export interface HardSentence {
  text: string;
  age: number;
}

export interface ReadingAge {
  /** In years, to one decimal. */
  age: number;
  words: number;
  /** The three hardest sentences, the hardest first. */
  hardest: HardSentence[];
}

interface Counts {
  sentence: number;
  word: number;
  syllable: number;
}

function countsOf(text: string): Counts {
  const words = [...wordsOf.segment(text)].filter(({ isWordLike }) => isWordLike);
  const syllables = words.reduce((sum, { segment }) => sum + Math.max(1, syllable(segment)), 0);
  return { sentence: 1, word: words.length, syllable: syllables };
}

const ageOf = (counts: Counts): number =>
  Math.max(YOUNGEST, Math.round((fleschKincaid({ ...counts }) + GRADE_TO_AGE) * 10) / 10);

/**
 * How old somebody should be to read an English text: the Flesch–Kincaid grade (Kincaid et al. 1975) and five years.
 * An estimate: it counts syllables and words a sentence, and knows nothing of what they mean.
 * @returns null for a text without words.
 */
export function readingAge(text: string): ReadingAge | null {
  const sentences = [...sentencesOf.segment(text)]
    .map(({ segment }) => ({ text: segment.trim(), counts: countsOf(segment) }))
    .filter(({ counts }) => counts.word > 0);
  if (sentences.length === 0) return null;
  const all = sentences.reduce(
    (sum, { counts }) => ({
      sentence: sum.sentence + 1,
      word: sum.word + counts.word,
      syllable: sum.syllable + counts.syllable,
    }),
    { sentence: 0, word: 0, syllable: 0 },
  );
  const hardest = sentences
    .filter(({ counts }) => counts.word >= LEAST_WORDS)
    .map((one) => ({ text: one.text, age: ageOf(one.counts) }))
    .sort((one, other) => other.age - one.age)
    .slice(0, 3);
  return { age: ageOf(all), words: all.word, hardest };
}
