import type { WordList } from './word-list.ts';
import ar from './word-lists/ar.json' with { type: 'json' };
import en from './word-lists/en.json' with { type: 'json' };
import pl from './word-lists/pl.json' with { type: 'json' };
import ti from './word-lists/ti.json' with { type: 'json' };

/** Every language that has a list: one file and one line each. */
export const wordLists: Readonly<Record<string, WordList>> = { ar, en, pl, ti };
