import { readAuthorities, readNational } from '../../src/lib/content/files.server.ts';
import type { Lang } from '../../src/lib/i18n/languages.ts';
import { wordsIn } from '../../src/lib/offer/fold.ts';
import type { SearchEntry } from '../../src/lib/offer/search.ts';
import { chanceOf, type Chance } from './seeded.ts';

/** The titles and summaries of everything that can be got, in one language. */
export async function realEntries(lang: Lang): Promise<SearchEntry[]> {
  const all = [await readNational(), ...(await readAuthorities())];
  return all.flatMap(({ words }, place) =>
    Object.entries(words[lang]?.offer ?? {}).map(([id, { title = '', summary = '' }]) => ({
      id: `${place}-${id}`,
      title,
      summary,
      words: '',
      need: '',
    })),
  );
}

const pick = <Item>(chance: Chance, items: readonly Item[]): Item =>
  items[Math.floor(chance.between(0, items.length))]!;

const times = (chance: Chance, low: number, high: number) => ({
  length: Math.floor(chance.between(low, high + 1)),
});

/** A name that is in no list, in the letters of the language. */
function madeName(chance: Chance, letters: string[]): string {
  return Array.from(times(chance, 3, 8), () => pick(chance, letters)).join('');
}

/**
 * As many entries as asked for, made of real ones: a real title, a word of another and a made-up place; a real
 * summary, some words of others, and that place again. 4,000 places: a vocabulary as of a whole region.
 */
export async function madeEntries(lang: Lang, count: number): Promise<SearchEntry[]> {
  const real = await realEntries(lang);
  const chance = chanceOf(count);
  const words = real.flatMap(({ title, summary }) => [...wordsIn(title), ...wordsIn(summary)]);
  const letters = [...new Set(words.join('').replace(/\d/g, ''))];
  const places = Array.from({ length: 4_000 }, () => madeName(chance, letters));
  const some = (most: number) => Array.from(times(chance, 1, most), () => pick(chance, words)).join(' ');
  return Array.from({ length: count }, (_, place) => {
    const [one, other] = [pick(chance, real), pick(chance, real)];
    const where = pick(chance, places);
    return {
      id: `made-${place}`,
      title: `${one.title} ${some(2)} ${where}`,
      summary: `${other.summary} ${some(6)} ${where}`,
      words: some(8),
      need: some(4),
    };
  });
}
