import { readFileSync } from 'node:fs';
import { wordsOf, foldWord } from '../../src/lib/help/danger-text.ts';

/** A statement written for measuring alone, with the theme it is about in each authority. */
export interface BlindStatement {
  text: string;
  themes: Record<string, string>;
}

/** Written before the phrases were, by the same hand, and never learnt from. */
export function blindStatements(lang: string): BlindStatement[] {
  const file = new URL(`./themes/${lang}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as BlindStatement[];
}

/** How alike two phrases may be, by the words they share, before they count as one. */
const ALIKE = 0.5;

const wordsIn = (text: string) => new Set(wordsOf(text).map(({ typed }) => foldWord(typed)));

function alike(one: Set<string>, other: Set<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared) >= ALIKE;
}

export interface Phrase {
  topic: string;
  text: string;
}

/**
 * Deals phrases into folds, topic by topic, so that each fold has its part of every topic. Phrases that say nearly the
 * same in nearly the same words go into one fold together: else a model would be asked what it was told.
 */
export function dealt(phrases: readonly Phrase[], folds: number): Phrase[][] {
  const groups: { words: Set<string>; phrases: Phrase[] }[] = [];
  for (const phrase of phrases) {
    const words = wordsIn(phrase.text);
    const group = groups.find((one) => alike(one.words, words));
    if (group) group.phrases.push(phrase);
    else groups.push({ words, phrases: [phrase] });
  }
  const hands = Array.from({ length: folds }, (): Phrase[] => []);
  groups.forEach((group, at) => hands[at % folds]?.push(...group.phrases));
  return hands;
}
