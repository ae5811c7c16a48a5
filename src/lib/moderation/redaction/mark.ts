import { findIdentifying } from './find-identifying.ts';
import type { Found } from './found.ts';
import type { Marked, Piece } from './marked.ts';
import { foldToken } from './tokens.ts';
import { wordSet } from './phrases.ts';
import { wordLists } from './word-lists.ts';
import type { WordList } from './word-list.ts';
import en from './word-lists/en.json' with { type: 'json' };

const LAST_WORD = /([\p{L}\p{M}\p{N}'’]+)(\s+)$/u;

const isIn = (words: string | undefined, word: string | undefined) =>
  word !== undefined && words !== undefined && wordSet(words).has(foldToken(word));

/** What is put in its place, and how much before it goes too. */
function insteadOf(list: WordList, before: string, { kind }: Found): { instead: string; swallows: number } {
  const { plain, after = {}, swallow } = list.instead[kind];
  const [last, word] = LAST_WORD.exec(before) ?? [];
  const swallows = isIn(swallow, word) ? (last?.length ?? 0) : 0;
  const rest = before.slice(0, before.length - swallows);
  const [gap, nearest, space] = LAST_WORD.exec(rest) ?? [];
  if (kind === 'name' && gap && isIn(list.persons, nearest))
    return { instead: '', swallows: swallows + (space?.length ?? 0) };
  if (kind === 'name' && swallows > 0) return { instead: plain, swallows: 0 };
  const chosen = Object.entries(after).find(([words]) => isIn(words, nearest))?.[1] ?? plain;
  const starts = /(?:^|[.!?…\n؟።]\s*)$/u.test(rest);
  return { instead: starts ? chosen.charAt(0).toUpperCase() + chosen.slice(1) : chosen, swallows };
}

/** Marks what may tell who somebody is in a text. @param key names the text: the id of its line in the thread. */
export function markWords(key: string, words: string, lang: string): Marked {
  const list = wordLists[lang] ?? en;
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of findIdentifying(words, lang)) {
    const { from, to, kind, surely } = found;
    if (from > end) pieces.push({ text: words.slice(end, from), found: null });
    const proposal = {
      id: `${key}.${from}-${to}`,
      kind,
      surely,
      ...insteadOf(list, words.slice(end, from), found),
    };
    pieces.push({ text: words.slice(from, to), found: proposal });
    end = to;
  }
  if (end < words.length) pieces.push({ text: words.slice(end), found: null });
  return { key, pieces, added: list.added };
}
