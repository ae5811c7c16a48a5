import type { Found, IdentifyingKind } from './found.ts';

/** What looks the same in every language; read on text with plain digits. */
const patterns: readonly [IdentifyingKind, boolean, RegExp][] = [
  [
    'email',
    true,
    /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\(dot\))\s?[\p{L}\p{N}-]+)+/gu,
  ],
  [
    'email',
    true,
    /[\p{L}\p{N}._%+-]+ at (?:gmail|hotmail|outlook|yahoo|icloud|live|proton\w*)(?: ?dot ?|\.)\p{L}+(?:(?: dot |\.)uk)?/giu,
  ],
  ['link', true, /\b(?:https?:\/\/|www\.)[^\s<>"]+[^\s<>".,!?;:)،؟]/giu],
  [
    'link',
    true,
    /(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+(?:com|co\.uk|org|org\.uk|gov\.uk|net|uk|io|me|tv|gg|app|pl|eu|info|link|ly)(?:\/[^\s<>"]*[^\s<>".,!?;:)،؟])?(?![\p{L}\p{N}@])/giu,
  ],
  ['handle', true, /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.]*[\p{L}\p{M}\p{N}_]/gu],
  [
    'handle',
    false,
    /(?<![\p{L}\p{N}_.])(?=[\p{L}\p{N}._]*\p{L})(?:[\p{L}\p{N}.]+_[\p{L}\p{N}_.]*|_+[\p{L}\p{N}][\p{L}\p{N}_.]*)[\p{L}\p{N}_]/gu,
  ],
  [
    'handle',
    false,
    /(?<![\p{L}\p{N}_.-])(?!(?:covid|year|week|room|flat|unit|fifa|ps|ks|level|section|form|house|number|no)\d)(?=\p{L}{3})[\p{L}.]+\d{2,}(?![\p{L}\p{N}_])/giu,
  ],
  ['phone', true, /(?<![\p{L}\p{N}])(?:\+|00)\d[\d\s().-]{7,17}\d(?!\d)/gu],
  ['phone', true, /(?<![\p{L}\p{N}])\(?[0oO]\s?[1-9](?:[\s()./-]{0,2}[\doO]){7,10}(?![\p{L}\p{N}])/gu],
  ['phone', true, /(?<![\p{L}\p{N}])7\d{3}[\s.-]?\d{3}[\s.-]?\d{3}(?!\d)/gu],
  [
    'phone',
    true,
    /(?:\b(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)\b[\s,-]+){6,}(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine)\b/giu,
  ],
  ['number', true, /(?<![\p{L}\p{N}])\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)/gu],
  [
    'number',
    true,
    /(?<![\p{L}\p{N}])[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?![\p{L}\p{N}])/giu,
  ],
  ['number', true, /(?<![\p{L}\p{N}])(?:[A-Z]{1,5}[-/ ]?)\d{4,}(?:[-/]\d+)*(?![\p{L}\p{N}])/gu],
  ['number', true, /(?<![\p{L}\p{N}£$€.,])\d{5,}(?:[-/]\d+)*(?![\p{L}\p{N}]|[.,]\d)/gu],
  [
    'date',
    true,
    /(?<![\p{N}.])(?:[0-2]?\d|3[01])(?:\s?[./-]\s?)(?:0?\d|1[0-2])(?:\s?[./-]\s?)(?:(?:19|20)\d\d|\d\d)(?![\p{N}])/gu,
  ],
  ['date', true, /(?<!\p{N})(?:19|20)\d\d[./-](?:0?\d|1[0-2])[./-](?:[0-2]?\d|3[01])(?!\p{N})/gu],
  ['date', false, /(?<![\p{N}.,:£$€])(?!24\/7)(?:[0-2]?\d|3[01])\/(?:0?[1-9]|1[0-2])(?![\p{N}/])/gu],
  ['date', false, /(?<![\p{N}.,:£$€#])(?:19[89]\d|20[0-4]\d)(?![\p{N}/]|[.,:]\d)/gu],
  ['car-plate', true, /(?<![\p{L}\p{N}])[a-z]{2}\d{2}[\s-]?[a-z]{3}(?![\p{L}\p{N}])/giu],
  ['car-plate', true, /(?<![\p{L}\p{N}])[A-HJ-NPR-TV-Y]\d{1,3}[\s-]?[A-Z]{3}(?![\p{L}\p{N}])/gu],
  ['car-plate', true, /(?<![\p{L}\p{N}])[A-Z]{3}[\s-]?\d{1,3}[A-Z](?![\p{L}\p{N}])/gu],
  ['car-plate', true, /(?<![\p{L}\p{N}])[a-hj-npr-tv-y]\d{2,3}[a-z]{3}(?![\p{L}\p{N}])/gu],
  ['car-plate', true, /(?<![\p{L}\p{N}])[A-Z]{1,2}I[A-Z]\s\d{1,4}(?![\p{L}\p{N}])/gu],
  [
    'address',
    true,
    /(?<![\p{L}\p{N}])(?:[a-z]{1,2}\d{1,2}|[a-z]{1,2}\d[a-z])\s?\d[abd-hjlnp-uw-z]{2}(?![\p{L}\p{N}])/giu,
  ],
  [
    'address',
    false,
    /(?<![\p{L}\p{N}])(?:SK|WA|CW|OL|BL|WN|ST|LS|WF|BD|HD|HX|PR|FY|BB|CH|NW|SW|SE|EC|WC|[MLBSE])\d{1,2}(?![\p{L}\p{N}./])/gu,
  ],
];

/** What every language writes alike: addresses of all sorts, numbers, dates in figures. @param plain with plain digits. */
export function findPatterns(plain: string): Found[] {
  return patterns.flatMap(([kind, surely, pattern]) =>
    Array.from(plain.matchAll(pattern), ({ 0: { length }, index }) => ({
      from: index,
      to: index + length,
      kind,
      surely,
    })),
  );
}
