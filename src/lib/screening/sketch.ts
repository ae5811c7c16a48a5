import { smallWords } from './sketch-words.ts';

/** Hashes in a sketch: 24 of 18 bits each, three signs of base64. */
const HASHES = 24;
const SIGNS = 3;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Below this, a message says too little to be like another: "hi", a mood, a picture. */
const LEAST_FEATURES = 6;

/** Features beyond this say nothing new of whether two messages are alike, and cost time. */
const MOST_FEATURES = 1_500;

/** Words without case, accents, vowel signs, tatweel and the Arabic forms that people type in for each other. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640'’]/gu, '')
    .replaceAll('ł', 'l')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/^(?:وال|بال|كال|فال|لل|ال)(?=.{2})/u, ''))
    .filter((word) => word !== '' && !smallWords.has(word));
}

/** Pieces by which words with the same stem meet: three signs where a sign is nearly a syllable, four elsewhere. */
function piecesOf(word: string): string[] {
  const signs = [...`<${word}>`];
  const size = /[\p{Script=Arabic}\p{Script=Ethiopic}]/u.test(word) ? 3 : 4;
  if (signs.length <= size) return [signs.join('')];
  return Array.from({ length: signs.length - size + 1 }, (_, from) =>
    signs.slice(from, from + size).join(''),
  );
}

/** What a text is compared by: pieces of the words that say something. */
export function featuresOf(text: string): Set<string> {
  const features = new Set<string>();
  for (const word of wordsOf(text)) {
    for (const piece of piecesOf(word)) features.add(piece);
    if (features.size >= MOST_FEATURES) break;
  }
  return features;
}

/** Mixes 32 bits so that every bit of the answer hangs on each (MurmurHash3's finalizer). */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A MinHash of a text's features: of each of 24 keyed hashes the least, cut to 18 bits. Two texts agree on about as many
 * as they share of their features. Without the key it tells only that, of two sketches, and nothing of one alone.
 * @param keyed eight bytes or more that only the holder of a key can tell for a feature.
 * @returns 72 signs, or null where the text says too little.
 */
export function sketchOf(text: string, keyed: (feature: string) => Uint8Array): string | null {
  const features = featuresOf(text);
  if (features.size < LEAST_FEATURES) return null;
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const feature of features) {
    const bytes = keyed(feature);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const [first, step] = [view.getUint32(0), view.getUint32(4) | 1];
    for (let place = 0; place < HASHES; place += 1) {
      const hash = mix((first + Math.imul(place, step)) | 0);
      if (hash < (least[place] ?? 0)) least[place] = hash;
    }
  }
  return [...least]
    .map((hash) => {
      const bits = mix(hash);
      return [0, 6, 12].map((from) => ALPHABET[(bits >>> from) & 63]).join('');
    })
    .join('');
}

/** How much of what two texts say is the same, from 0 to 1, told by their sketches alone. */
export function likeness(one: string, other: string): number {
  let same = 0;
  for (let place = 0; place < HASHES * SIGNS; place += SIGNS)
    if (
      one.charCodeAt(place) === other.charCodeAt(place) &&
      one.charCodeAt(place + 1) === other.charCodeAt(place + 1) &&
      one.charCodeAt(place + 2) === other.charCodeAt(place + 2)
    )
      same += 1;
  return same / HASHES;
}

export type Alike = 'very' | 'some';

/** From where on two messages are shown together: measured on pairs in four languages (sketch.test.ts). */
export function alikeBy(share: number): Alike | null {
  if (share >= 0.54) return 'very';
  return share >= 0.25 ? 'some' : null;
}
