import { periodName } from '../platform/period.ts';
import { toSpreadsheet } from '../platform/spreadsheet.ts';
import {
  countText,
  formOf,
  nameIn,
  rateWords,
  standingWords,
  stateWords,
  tableTitle,
  unitWords,
  verdictWords,
  withheldWords,
  type SummaryDocument,
} from './document.ts';

interface Row {
  row: string;
  of?: string;
  and?: string;
  voices?: string;
  percent?: number | null;
  words?: string | null;
}

function* rowsOf({ summary, notes }: SummaryDocument): Generator<Row> {
  const { body } = summary;
  for (const { text, writtenAt } of notes)
    yield { row: 'correction', of: writtenAt.slice(0, 10), words: text };
  for (const words of unitWords(body)) yield { row: 'about', words };
  const withheld = withheldWords(body);
  if (withheld) yield { row: 'about', words: withheld };
  for (const to of body.recipients) yield { row: 'for', of: to };
  for (const { title, shown, percent, commitments, points } of body.themes) {
    yield { row: 'theme', of: title, voices: countText(shown), percent };
    for (const one of commitments) {
      yield { row: 'commitment', of: title, and: one.title, voices: countText(one.shown) };
      if (one.standing)
        yield {
          row: 'standing',
          of: one.title,
          and: standingWords[one.standing.kind],
          words: one.standing.why,
        };
      for (const { answer, shown: said, percent: share } of one.kept?.cells ?? [])
        yield { row: 'kept for you', of: one.title, and: answer, voices: String(said), percent: share };
    }
    for (const words of points) yield { row: 'point', of: title, words };
  }
  yield { row: 'total', voices: countText(body.total) };
  for (const { dimensions, cells, totals } of body.tables.slice(1)) {
    const row = tableTitle(body, dimensions).toLowerCase();
    const name = (value: string | null | undefined, place: number) =>
      value === undefined ? '' : value === null ? 'all' : nameIn(body, dimensions[place]?.id ?? '', value);
    for (const { at, shown } of [...cells, ...totals])
      yield { row, of: name(at[0], 0), and: name(at[1], 1), voices: countText(shown) };
  }
  for (const { which, period, themes, total } of body.earlier) {
    const row = which === 'before' ? 'the time before' : 'the same time a year before';
    for (const { themeId, shown } of themes)
      yield { row, of: nameIn(body, 'theme', themeId), and: period.name, voices: countText(shown) };
    yield { row, of: 'all', and: period.name, voices: countText(total) };
  }
  for (const { breakdown, groups } of body.equity)
    for (const { value, voicesPercent, peoplePercent, verdict } of groups) {
      const of = nameIn(body, breakdown, value);
      yield { row: 'share of voices', of, percent: voicesPercent, words: verdictWords[verdict] };
      yield { row: 'share of young people', of, percent: peoplePercent };
    }
  for (const { said, state, answer, rate } of body.decisions) {
    yield { row: 'decision', of: stateWords(state), words: said };
    if (answer) yield { row: 'answer', of: stateWords(state), words: answer };
    const found = rateWords(rate);
    if (found) yield { row: 'check-back', words: found };
  }
}

/** A published summary for a spreadsheet: one row a figure or sentence. Every cell quoted. */
export function toCsv(summaryDocument: SummaryDocument): string {
  const { summary, authority } = summaryDocument;
  const base = [authority, formOf(summaryDocument), periodName(summary.period)];
  const head = ['authority', 'report', 'period', 'row', 'of', 'and', 'voices', 'percent', 'words'];
  const rows = [...rowsOf(summaryDocument)].map(({ row, of = '', and = '', voices = '', percent, words }) => [
    ...base,
    row,
    of,
    and,
    voices,
    percent === null || percent === undefined ? '' : String(percent),
    words ?? '',
  ]);
  return toSpreadsheet([head, ...rows]);
}

/** The same for machines: as `summary-schema.ts` describes it. Nobody who signed it off is named. */
export function toJson(summaryDocument: SummaryDocument, schemaAddress: string): string {
  const { summary, notes, authority } = summaryDocument;
  const { period, template, publishedAt, body } = summary;
  const { version, rule, ...rest } = body;
  return JSON.stringify({
    $schema: schemaAddress,
    version,
    authority,
    template,
    period: { ...period, name: periodName(period) },
    publishedAt,
    corrections: notes.map(({ text, writtenAt }) => ({ on: writtenAt.slice(0, 10), text })),
    rule: { ...rule, words: unitWords(body) },
    ...rest,
  });
}
