import { stringify } from 'csv-stringify/sync';
import type { Summary } from './summary.ts';

/** Spreadsheets run a cell that begins like a formula, in narrow or full-width form: such a cell is shown as text. */
const FORMULA = /^[\s]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function safeCell(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

function shownText(shown: number | 'c' | null): string {
  return shown === null ? 'withheld' : String(shown);
}

/** A signed-off summary for a spreadsheet: one row a theme, commitment and point. Every cell quoted. */
export function toCsv(summary: Summary, authorityName: string): string {
  const head = [
    'authority',
    'period',
    'row',
    'theme',
    'commitment',
    'young people (a message without a name counts one; rounded to 5; c = hidden)',
    'point',
  ];
  const base = [authorityName, summary.period];
  const rows = summary.body.themes.flatMap((theme) => [
    [...base, 'theme', theme.title, '', shownText(theme.shown), ''],
    ...theme.commitments.map((one) => [
      ...base,
      'commitment',
      theme.title,
      one.title,
      shownText(one.shown),
      '',
    ]),
    ...theme.points.map((point) => [...base, 'point', theme.title, '', '', point]),
  ]);
  const total = [...base, 'total', '', '', shownText(summary.body.total), ''];
  const cells = [head, ...rows, total].map((row) => row.map(safeCell));
  return `\uFEFF${stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: '\r\n' })}`;
}

/** The same for machines. */
export function toJson(summary: Summary, authorityName: string): string {
  const { period, body, signedOffAt } = summary;
  return JSON.stringify({
    authority: authorityName,
    period,
    signedOffAt,
    rule: 'c = 1 to 4 or hidden; rounded to 5',
    ...body,
  });
}
