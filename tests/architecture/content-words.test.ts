import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../../src/commands/content-files.ts';
import { piecesOf } from './pieces.ts';

/** What the app shows of each kind of piece. */
const FIELDS: Record<string, string> = {
  authority: 'children commitmentWord groupName name promiseIntro promiseName themeWord',
  source: 'title',
  theme: 'summary title',
  commitment: 'meaning title',
  entitlement: 'how note summary title who',
};

const wordsFiles = [
  { place: 'national', words: (await readNational()).words },
  ...(await readAuthorities()).map(({ settings, words }) => ({ place: settings.id, words })),
];

describe.each(wordsFiles)('the words of $place', ({ words }) => {
  const [english, arabic] = [piecesOf(words.en), piecesOf(words.ar)];

  test('have the same fields in both languages, those the app shows', () => {
    for (const [piece, fields] of Object.entries(english)) {
      const shown = FIELDS[piece.split(' ')[0] ?? ''];
      expect([piece, Object.keys(fields).sort().join(' ')]).toEqual([piece, shown]);
      expect([
        piece,
        Object.keys(arabic[piece] ?? {})
          .sort()
          .join(' '),
      ]).toEqual([piece, shown]);
    }
  });

  test('are empty in Arabic only where the English is', () => {
    const differing = Object.entries(english).flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(([field, text]) => (text.trim() === '') !== ((arabic[piece]?.[field] ?? '').trim() === ''))
        .map(([field]) => `${piece} ${field}`),
    );
    expect(differing).toEqual([]);
  });

  test('leave nothing empty but a note', () => {
    const empty = [...Object.entries(english), ...Object.entries(arabic)].flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(([field, text]) => text.trim() === '' && field !== 'note')
        .map(([field]) => `${piece} ${field}`),
    );
    expect(empty).toEqual([]);
  });

  test('are Arabic in Arabic', () => {
    const latin = Object.entries(arabic).filter(
      ([piece, { title }]) =>
        title !== undefined && !piece.startsWith('source') && !/\p{Script=Arabic}/u.test(title),
    );
    expect(latin).toEqual([]);
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
