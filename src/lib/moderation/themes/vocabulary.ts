import type { Features } from './features.ts';

/** A text as numbers: which features of the vocabulary it has, and how much. Its length is 1, or 0 where it has none. */
export interface Vector {
  places: Int32Array;
  amounts: Float32Array;
}

export interface Vocabulary {
  size: number;
  vectorOf(features: Features): Vector;
}

/** Pairs and pieces of words that were met once tell nothing of what comes next. */
const isWord = (name: string) => name.startsWith('w ');

/** What was met in some texts; what is rare among them counts more. */
export function vocabularyOf(texts: readonly Features[]): Vocabulary {
  const metIn = new Map<string, number>();
  for (const features of texts)
    for (const name of features.keys()) metIn.set(name, (metIn.get(name) ?? 0) + 1);
  const kept = [...metIn].filter(([name, count]) => count > 1 || isWord(name));
  const placeOf = new Map(kept.map(([name], place) => [name, place]));
  const rarity = kept.map(([, count]) => Math.log((texts.length + 1) / (count + 0.5)));
  return {
    size: kept.length,
    vectorOf(features) {
      const places: number[] = [];
      const amounts: number[] = [];
      for (const [name, count] of features) {
        const place = placeOf.get(name);
        if (place === undefined) continue;
        places.push(place);
        amounts.push(Math.sqrt(count) * (rarity[place] ?? 0));
      }
      const length = Math.hypot(...amounts) || 1;
      return { places: Int32Array.from(places), amounts: Float32Array.from(amounts, (one) => one / length) };
    },
  };
}
