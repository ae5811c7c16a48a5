import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readNational } from '../../src/lib/content/files.server.ts';
import type { Lang } from '../../src/lib/i18n/languages.ts';
import { spokenLangs } from '../../src/lib/i18n/translator.ts';
import { piecesOf } from './pieces.ts';
import { shippedAuthorities } from '../support/shipped.ts';

/** What the app shows of each kind of piece. */
const FIELDS: Record<string, string> = {
  authority: 'children commitmentWord groupName name promiseIntro promiseName themeWord',
  source: 'title',
  theme: 'summary title',
  commitment: 'meaning title',
  measure: 'meaning title',
  entitlement: 'bring how note summary title who',
  service: 'how summary title who',
};

/** What only some pieces of a kind have: the same ones in every language. */
const SOMETIMES: Record<string, string[]> = { measure: ['oddity'], service: ['times', 'where'] };

/** In English, where the council's documents name a role; nowhere else. */
const isOwner = (lang: Lang, piece: string, field: string) =>
  lang === 'en' && piece.startsWith('commitment ') && field === 'owner';

const withoutOwners = (pieces: ReturnType<typeof piecesOf>): ReturnType<typeof piecesOf> =>
  Object.fromEntries(
    Object.entries(pieces).map(([piece, fields]) => [
      piece,
      Object.fromEntries(Object.entries(fields).filter(([field]) => !isOwner('en', piece, field))),
    ]),
  );

const wordsFiles = [
  { place: 'national', words: (await readNational()).words },
  ...shippedAuthorities.map(({ settings, words }) => ({ place: settings.id, words })),
];

const cases = wordsFiles.flatMap(({ place, words }) => spokenLangs.map((lang) => ({ place, lang, words })));

/** What may have nothing to say. */
const MAY_BE_EMPTY = ['bring', 'note'];

/** The script a language is written in, where it is not ours. */
const SCRIPTS: Partial<Record<Lang, RegExp>> = { ar: /\p{Script=Arabic}/u, ti: /\p{Script=Ethiopic}/u };

describe.each(cases)('the words of $place in $lang', ({ lang, words }) => {
  const [english, own] = [withoutOwners(piecesOf(words.en)), piecesOf(words[lang])];
  const fieldsOf = (piece: string) => own[piece] ?? {};

  test('have the fields the app shows', () => {
    for (const piece of Object.keys(english)) {
      const kind = piece.split(' ')[0] ?? '';
      const more = (SOMETIMES[kind] ?? []).filter((field) => field in (english[piece] ?? {}));
      const shown = [...(FIELDS[kind] ?? '').split(' '), ...more].sort();
      const fields = Object.keys(fieldsOf(piece)).filter((field) => !isOwner(lang, piece, field));
      expect([piece, fields.sort()]).toEqual([piece, shown]);
    }
  });

  test('are empty only where the English is, and only where there may be nothing to say', () => {
    const isEmpty = (text: string | undefined) => (text ?? '').trim() === '';
    const wrong = Object.entries(english).flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(
          ([field, text]) =>
            isEmpty(text) !== isEmpty(fieldsOf(piece)[field]) ||
            (isEmpty(text) && !MAY_BE_EMPTY.includes(field)),
        )
        .map(([field]) => `${piece} ${field}`),
    );
    expect(wrong).toEqual([]);
  });

  test('are written in its own script', () => {
    const script = SCRIPTS[lang];
    const foreign = Object.entries(own).filter(
      ([piece, { title }]) =>
        script !== undefined && title !== undefined && !piece.startsWith('source') && !script.test(title),
    );
    expect(foreign).toEqual([]);
  });

  // Small numbers may be said in words: Arabic has a form of its own for two.
  test('have the large figures of the English', () => {
    const figures = (text = '') =>
      (text.match(/\d[\d,.]*\d/g) ?? [])
        .filter((figure) => figure.length > 2)
        .sort()
        .join(' ');
    const wrong = Object.entries(english).flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(([field, text]) => figures(text) !== figures(fieldsOf(piece)[field]))
        .map(([field]) => `${piece} ${field}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(wordsFiles)('the owners in $place', ({ words }) => {
  test('are roles: short, and never empty', () => {
    const owners = Object.values(piecesOf(words.en)).flatMap(({ owner }) => owner ?? []);
    expect(owners.filter((owner) => owner.trim() === '' || owner.length > 100)).toEqual([]);
  });
});

describe('no seed', () => {
  const EMAIL = /[\w.+-]+@[\w-]+\.\w+/;
  const PHONE = /(?<!\d)(?:\+44|0044|0)[\s().-]*(?:\d[\s().-]*){9,10}(?!\d)/;
  const files = readdirSync('seeds', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const latin = (text: string) =>
    text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

  test.each(files)('%s has an e-mail address or a telephone number in it', (name) => {
    const text = latin(readFileSync(`seeds/${name}`, 'utf8'));
    expect(text.match(EMAIL)).toBeNull();
    expect(text.match(PHONE)).toBeNull();
  });

  test('would hide one from these patterns', () => {
    expect(['ask jo@example.gov.uk', 'x@y.z'].every((text) => EMAIL.test(text))).toBe(true);
    const numbers = [
      'call 0161 234 5001',
      '+44 161 234 5001',
      '07700 900123',
      '(0161) 234-5001',
      latin('٠١٦١ ٢٣٤ ٥٠٠١'),
    ];
    expect(numbers.filter((text) => !PHONE.test(text))).toEqual([]);
    expect(PHONE.test('from 2018 to 2021, £3,000, 2026-11-22')).toBe(false);
  });
});
