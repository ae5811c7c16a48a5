import type { IdentifyingKind } from './found.ts';

/** A bit of a text: as it is, or with what may tell who somebody is. */
export interface Piece {
  text: string;
  found: Proposal | null;
}

/** What is proposed to be taken out. */
export interface Proposal {
  /** The line of the thread, and where it stands in it: a form sends it back. */
  id: string;
  kind: IdentifyingKind;
  surely: boolean;
  /** How much before it goes with it. */
  swallows: number;
  /** What reads well in its place; empty where nothing is needed. */
  instead: string;
}

/** A text in pieces. */
export interface Marked {
  /** Names the text in a form. */
  key: string;
  pieces: Piece[];
  /** What is put for a word that a moderator adds. */
  added: string;
}

/** The words that a moderator adds, apart by commas or lines. */
export const addedWords = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split(/[,،፣\n]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** Finds added words as whole words, however they are written. */
export function addedPattern(added: readonly string[]): RegExp | null {
  if (added.length === 0) return null;
  const any = added
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
}

/** A text without what was ticked and added, with words that read well in their place. */
export function without(
  { pieces, added }: Marked,
  ticked: ReadonlySet<string>,
  more: readonly string[],
): string {
  const pattern = addedPattern(more);
  let text = '';
  for (const piece of pieces) {
    const { found } = piece;
    if (found && ticked.has(found.id)) text = text.slice(0, text.length - found.swallows) + found.instead;
    else text += piece.text;
  }
  return (pattern ? text.replace(pattern, added) : text).trim();
}
