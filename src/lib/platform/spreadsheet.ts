import { stringify } from 'csv-stringify/sync';

/** Spreadsheets run a cell that begins like a formula, in narrow or full-width form: such a cell is shown as text. */
const FORMULA = /^[\s]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function safeCell(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

/** Rows as CSV that a spreadsheet reads: every cell quoted, none of them run, UTF-8 said at the beginning. */
export function toSpreadsheet(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(safeCell));
  return `\uFEFF${stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: '\r\n' })}`;
}
