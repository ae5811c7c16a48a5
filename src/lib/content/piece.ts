import type { TextKind } from '../authorities/texts.ts';
import type { Lang } from '../i18n/languages.ts';

export type Fields = Record<string, string>;

/** A piece of content: its facts, and its words in each language there is. */
export interface Body {
  facts: unknown;
  words: Partial<Record<Lang, Fields>>;
  /** For each translation, which English it was made from; missing where nobody knows. */
  madeFrom: Partial<Record<Lang, string>>;
}

export interface PieceName {
  kind: TextKind;
  id: string;
}

/** Something that is not right, and where in the piece: `['facts', 'rules', 0, 'who']`, `['words', 'en', 'title']`. */
export interface Fault {
  path: (string | number)[];
  message: string;
}

/** A published version, newest first in lists. A body of null: the piece was taken out. */
export interface Version {
  number: number;
  body: Body | null;
  why: string;
  by: string;
  at: string;
}

/** Who publishes when files are loaded. */
export const FILES = 'files';

/** An id as addresses and files have it. */
const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** What is wrong with a name, or null. @param reserved names that stand for another page already. */
export function nameFault(id: string, reserved: readonly string[] = []): string | null {
  if (!ID.test(id)) return 'A name is small letters, digits and hyphens, at most 60, like “driving-lessons”.';
  return reserved.includes(id) ? `“${id}” is the address of another page. Take another name.` : null;
}
