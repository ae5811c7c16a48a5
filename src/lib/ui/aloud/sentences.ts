/** A stretch of a text, as `slice` takes it. */
export interface Span {
  from: number;
  to: number;
}

/** Some phones fall silent within an utterance that takes long: what is longer is cut where one takes breath. */
const MOST = 180;

/** Where sentences end, for browsers that cannot tell: also in Arabic, Urdu, Tigrinya and Amharic. */
const ENDS = /[.!?…؟۔።፧፨]+["'”’»)\]]*(?=\s|$)|\n+/g;

const BREATH = /[,;:–—،؛፣፤፥]\s/g;

function bySegmenter(text: string, lang: string): Span[] | null {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) return null;
  const segments = new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text);
  return [...segments].map(({ index, segment }) => ({ from: index, to: index + segment.length }));
}

/** Sentences by their marks alone. */
export function byMarks(text: string): Span[] {
  const ends = [...text.matchAll(ENDS)].map((end) => end.index + end[0].length);
  const stops = [...ends, text.length];
  return stops.map((to, place) => ({ from: stops[place - 1] ?? 0, to })).filter(({ from, to }) => from < to);
}

function trimmed(text: string, { from, to }: Span): Span[] {
  const piece = text.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  const end = to - (piece.length - piece.trimEnd().length);
  // A lone mark, arrow or bullet is nothing to read.
  return start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end)) ? [{ from: start, to: end }] : [];
}

/** Where to cut at the latest: after the last breath, or the last word, that still fits. */
function cutAt(text: string): number {
  const head = text.slice(0, MOST);
  const breath = [...head.matchAll(BREATH)].at(-1);
  if (breath) return breath.index + breath[0].length;
  const space = head.lastIndexOf(' ');
  return space > 0 ? space + 1 : MOST;
}

function inBreaths(text: string, span: Span): Span[] {
  if (span.to - span.from <= MOST) return [span];
  const middle = span.from + cutAt(text.slice(span.from, span.to));
  return [{ from: span.from, to: middle }, ...inBreaths(text, { from: middle, to: span.to })];
}

/**
 * The sentences of a text, each short enough to be said at once: nothing but space is left out between them.
 * @param lang a tag that browsers know.
 */
export function sentencesOf(text: string, lang: string): Span[] {
  return (bySegmenter(text, lang) ?? byMarks(text))
    .flatMap((span) => trimmed(text, span))
    .flatMap((span) => inBreaths(text, span))
    .flatMap((span) => trimmed(text, span));
}
