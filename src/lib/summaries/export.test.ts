import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SummaryDocument } from './document.ts';
import { toCsv, toJson } from './export.ts';
import { sampleBody, sampleDocument } from './sample-body.ts';
import { summarySchema } from './summary-schema.ts';

const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

/** A summary with this as its one point, and as the title of its first theme. */
function withWords(point: string, title = 'Respect'): SummaryDocument {
  const [first, ...others] = sampleBody().themes;
  if (!first) throw new Error('There is one.');
  return sampleDocument(sampleBody({ themes: [{ ...first, title, points: [point] }, ...others] }));
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

const cellsOf = (summary: SummaryDocument) => readCsv(toCsv(summary).slice(1)).flat();
const rows = readCsv(toCsv(sampleDocument()).slice(1)).map((row) => row.map(({ value }) => value));
const ofKind = (kind: string) => rows.filter((row) => row[3] === kind).map((row) => row.slice(4));

describe('the spreadsheet', () => {
  test('begins with the mark that tells a spreadsheet it is UTF-8', () => {
    expect(toCsv(sampleDocument()).startsWith('\uFEFF"authority","report","period"')).toBe(true);
  });

  test('begins with what corrects it', () => {
    expect(rows[1]?.slice(3)).toEqual(['correction', '2026-10-09', '', '', '', 'One point was about Care.']);
  });

  test('has as many cells in every row, and every one is quoted', () => {
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([9]));
    expect(cellsOf(sampleDocument()).filter(({ quoted }) => !quoted)).toEqual([]);
  });

  test('has every figure as it is shown, hidden and held back ones too', () => {
    expect(ofKind('theme')).toEqual([
      ['Respect', '', '25', '63', ''],
      ['Care', '', 'c', '', ''],
    ]);
    expect(ofKind('commitment').map((row) => row[2])).toEqual(['c', 'held back']);
    expect(ofKind('total')[0]?.[2]).toBe('40');
    expect(ofKind('language')).toContainEqual(['Arabic', '', '5', '', '']);
    expect(ofKind('theme and language')[0]).toEqual(['Respect', 'English', 'held back', '', '']);
    expect(ofKind('the time before')).toContainEqual(['Care', 'April to June 2026', '20', '', '']);
    expect(ofKind('share of voices')[1]).toEqual(['Arabic', '', '', '13', 'heard less than others']);
    expect(ofKind('decision').map((row) => row[0])).toEqual(['We did', 'Being worked on']);
  });

  test('says what is counted', () => {
    expect(ofKind('about').join(' ')).toContain('At least one young person');
  });
});

describe('words that a spreadsheet would run', () => {
  const starts = fc.constantFrom(...FORMULA_STARTS);
  const spaces = fc.stringMatching(/^[ \t]{0,3}$/);

  test('are text in every cell, whatever stands before and after', () => {
    fc.assert(
      fc.property(spaces, starts, fc.string(), (before, start, rest) => {
        const point = `${before}${start}${rest}`;
        const cells = cellsOf(withWords(point)).filter(({ value }) => value.endsWith(point));
        expect(cells).toContainEqual({ value: `'${point}`, quoted: true });
        expect(cells.filter(({ value }) => value === point)).toEqual([]);
      }),
    );
  });

  test('are text in a title too', () => {
    fc.assert(
      fc.property(starts, (start) => {
        const values = cellsOf(withWords('Something', `${start}SUM(A1)`)).map(({ value }) => value);
        expect(values).toContain(`'${start}SUM(A1)`);
        expect(values).not.toContain(`${start}SUM(A1)`);
      }),
    );
  });

  test('are text in the name of an authority', () => {
    expect(toCsv(sampleDocument(sampleBody(), '=cmd'))).toContain(`"'=cmd"`);
  });

  test('cannot break out of their cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', 'a', "'") }), (point) => {
        expect(readCsv(toCsv(withWords(`a${point}`)).slice(1))).toHaveLength(rows.length);
      }),
    );
  });

  test('other words are left as they are', () => {
    expect(cellsOf(withWords('2 + 2 = 4')).map(({ value }) => value)).toContain('2 + 2 = 4');
  });
});

describe('for machines', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats(ajv);
  const fits = ajv.compile(summarySchema);
  const jsonOf = (summary: SummaryDocument): unknown =>
    JSON.parse(toJson(summary, 'https://example.org/schema.json'));

  test('is JSON that the published schema describes', () => {
    const held = sampleBody({
      withheld: 'too-few',
      total: 'withheld',
      earlier: [],
      equity: [],
      decisions: [],
    });
    for (const body of [sampleBody(), held]) {
      fits(jsonOf(sampleDocument(body)));
      expect(fits.errors).toBeNull();
    }
  });

  test('and the schema describes nothing else', () => {
    const right = jsonOf(sampleDocument()) as Record<string, unknown>;
    for (const wrong of [
      { ...right, madeBy: 'somebody' },
      { ...right, total: -1 },
      { ...right, total: 'hidden' },
      { ...right, corrections: [{ on: 'yesterday', text: 'x' }] },
    ])
      expect(fits(wrong)).toBe(false);
  });

  test('reads back the very words, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (point) => {
        expect(jsonOf(withWords(point))).toMatchObject({ themes: [{ points: [point] }, {}] });
      }),
    );
  });

  test('does not say who made it or signed it off', () => {
    expect(toJson(sampleDocument(), '')).not.toContain('maker-id');
  });
});
