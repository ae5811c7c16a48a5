import ar from './phrases/ar.json' with { type: 'json' };
import en from './phrases/en.json' with { type: 'json' };
import pl from './phrases/pl.json' with { type: 'json' };
import ti from './phrases/ti.json' with { type: 'json' };

/** What young people say about a topic, as they say it, and single words that belong to it. Made up, all of it. */
export interface TopicPhrases {
  words: string;
  phrases: readonly string[];
}

/** One file and one line a language. */
const ofLanguages: Readonly<Record<string, Readonly<Record<string, TopicPhrases>>>> = { ar, en, pl, ti };

/** The languages in which there is something to learn from. */
export const phraseLangs = Object.keys(ofLanguages);

/** Phrases by topic, or null in a language without any. */
export function phrasesIn(lang: string): Readonly<Record<string, TopicPhrases>> | null {
  return Object.hasOwn(ofLanguages, lang) ? (ofLanguages[lang] ?? null) : null;
}
