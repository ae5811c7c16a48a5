import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv, toJson } from './export.ts';
import type { Summary } from './summary.ts';

const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

function aSummary(point: string, title = 'Respect'): Summary {
  return {
    summaryId: 's',
    period: '2026-Q2',
    madeAt: '2026-10-02T09:00:00.000Z',
    signedOffBy: 'somebody',
    signedOffAt: '2026-10-05T09:00:00.000Z',
    body: {
      withheld: null,
      total: 25,
      themes: [
        {
          themeId: 'respect',
          title,
          shown: 25,
          percent: 100,
          commitments: [
            { commitmentId: 'listen', title: 'Listen', shown: 'c' },
            { commitmentId: 'home', title: 'Home', shown: null },
          ],
          points: [point],
        },
      ],
    },
  };
}

/** Reads CSV as RFC 4180 has it; says of each cell whether it was quoted. */
function readCsv(text: string): { value: string; quoted: boolean }[][] {
  const rows: { value: string; quoted: boolean }[][] = [[]];
  for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (whole === '') break;
    rows.at(-1)?.push({ value: (quoted ?? plain ?? '').replaceAll('""', '"'), quoted: quoted !== undefined });
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const cellsOf = (summary: Summary) => readCsv(toCsv(summary, 'Manchester').slice(1)).flat();

describe('the spreadsheet', () => {
  const csv = toCsv(aSummary('People want to be asked first.'), 'Manchester');

  test('begins with the mark that tells a spreadsheet it is UTF-8', () => {
    expect(csv.startsWith('\uFEFF"authority"')).toBe(true);
  });

  test('has a row for each theme, commitment and point, and the total', () => {
    expect(readCsv(csv.slice(1)).map((row) => row[2]?.value)).toEqual([
      'row',
      'theme',
      'commitment',
      'commitment',
      'point',
      'total',
    ]);
  });

  test('has as many cells in every row', () => {
    expect(new Set(readCsv(csv.slice(1)).map((row) => row.length))).toEqual(new Set([7]));
  });

  test('says c for a hidden count and withheld for one held back', () => {
    expect(readCsv(csv.slice(1)).map((row) => row[5]?.value)).toEqual([
      'young people (a message without a name counts one; rounded to 5; c = hidden)',
      '25',
      'c',
      'withheld',
      '',
      '25',
    ]);
  });

  test('quotes every cell, empty ones too', () => {
    expect(cellsOf(aSummary('Something')).filter(({ quoted }) => !quoted)).toEqual([]);
  });
});

describe('words that a spreadsheet would run', () => {
  const starts = fc.constantFrom(...FORMULA_STARTS);
  const spaces = fc.stringMatching(/^[ \t]{0,3}$/);

  test('are text in every cell, whatever stands before and after', () => {
    fc.assert(
      fc.property(spaces, starts, fc.string(), (before, start, rest) => {
        const point = `${before}${start}${rest}`;
        const cells = cellsOf(aSummary(point)).filter(({ value }) => value.endsWith(point));
        expect(cells).toEqual([{ value: `'${point}`, quoted: true }]);
      }),
    );
  });

  test('are text in a title too', () => {
    fc.assert(
      fc.property(starts, (start) => {
        const values = cellsOf(aSummary('Something', `${start}SUM(A1)`)).map(({ value }) => value);
        expect(values).toContain(`'${start}SUM(A1)`);
        expect(values).not.toContain(`${start}SUM(A1)`);
      }),
    );
  });

  test('are text in the name of an authority', () => {
    expect(toCsv(aSummary('Something'), '=cmd')).toContain(`"'=cmd"`);
  });

  test('cannot break out of their cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', 'a', "'") }), (point) => {
        expect(readCsv(toCsv(aSummary(`a${point}`), 'M').slice(1))).toHaveLength(6);
      }),
    );
  });

  test('other words are left as they are', () => {
    expect(cellsOf(aSummary('2 + 2 = 4')).map(({ value }) => value)).toContain('2 + 2 = 4');
  });
});

describe('for machines', () => {
  test('is JSON, with the rule it was made by', () => {
    const json: unknown = JSON.parse(toJson(aSummary('x'), 'Manchester'));
    expect(json).toMatchObject({ authority: 'Manchester', period: '2026-Q2', total: 25 });
    expect(json).toHaveProperty('rule', expect.stringContaining('c = 1 to 4'));
  });

  test('reads back the very words, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (point) => {
        const json: unknown = JSON.parse(toJson(aSummary(point), 'Manchester'));
        expect(json).toMatchObject({ themes: [{ points: [point] }] });
      }),
    );
  });

  test('does not say who signed it off', () => {
    expect(toJson(aSummary('x'), 'Manchester')).not.toContain('somebody');
  });
});
