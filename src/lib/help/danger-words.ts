import ar from './danger-words/ar.json' with { type: 'json' };
import en from './danger-words/en.json' with { type: 'json' };
import pl from './danger-words/pl.json' with { type: 'json' };
import ti from './danger-words/ti.json' with { type: 'json' };
import { hasAnyPhrase } from './phrases.ts';

/** Phrases that sound like danger, in every language we have a list for: people mix languages. */
const phrases: readonly (readonly string[])[] = [en, ar, pl, ti];

/** Whether words sound like danger. Only ever used to show help and to order screening: nothing is blocked. */
export function soundsLikeDanger(words: string): boolean {
  return phrases.some((list) => hasAnyPhrase(words, list));
}
