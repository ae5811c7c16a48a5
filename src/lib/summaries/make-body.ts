import type { Breakdown } from '../authorities/breakdowns.ts';
import type { Rule } from '../suppression/attack.ts';
import { shareOf } from '../suppression/protect.ts';
import { protectTable } from '../suppression/protect-table.ts';
import type { History, PublishedTable, ShownCount, ShownTable } from '../suppression/table.ts';
import { shownOf, type Told } from './commitment-counts.ts';
import { tableOf, valuesOf, type Counted, type DimensionId } from './counted.ts';
import { equityOf, type Population } from './equity.ts';
import type { SummaryBody, SummaryCommitment } from './summary-body.ts';

/** Points listed under a theme, those of most young people first. */
export const TOP_POINTS = 5;

/** What a report is split by, beyond theme: each by theme, and one pair by each other. */
export interface Splits {
  chosen: Breakdown[];
  pair: [Breakdown, Breakdown] | null;
}

export interface NamedTheme {
  themeId: string;
  title: string;
  commitments: Omit<SummaryCommitment, 'shown'>[];
}

/** Everything a body is made of, before anything is hidden. */
export interface Material {
  rule: Rule;
  quarters: string[];
  group: string;
  recipients: string[];
  themes: NamedTheme[];
  splits: Splits;
  /** The values there are to choose from, and names for everything a table is split by. */
  known: Record<Breakdown, readonly string[]>;
  nameOf: (breakdown: Breakdown, value: string) => string;
  titles: Record<DimensionId, string>;
  /** Of its own quarters, and of every quarter that something is published of. */
  counted: Counted[];
  byCommitment: ReadonlyMap<string, number>;
  topPoints: ReadonlyMap<string, string[]>;
  populations: ReadonlyMap<Breakdown, Population[]>;
  /** What readers have already, of the same financial year. */
  published: PublishedTable[];
  toldOf: (commitmentId: string) => Told[];
  earlier: SummaryBody['earlier'];
  decisions: SummaryBody['decisions'];
}

const cellAt = (table: ShownTable, ...at: string[]): ShownCount =>
  table.cells.find((cell) => cell.at.join('\n') === at.join('\n'))?.shown ?? 'withheld';

export const totalOf = (table: Pick<ShownTable, 'totals'>): ShownCount =>
  table.totals.find(({ at }) => at.every((value) => value === null))?.shown ?? 'withheld';

/** Every breakdown that is in a table, in the order chosen. */
const splitsIn = ({ chosen, pair }: Splits): Breakdown[] => [...new Set([...chosen, ...(pair ?? [])])];

/** What readers can lay beside a table by these dimensions: what is published, and what that was made from. */
function historyOf(
  { quarters, counted, known, themes }: Material,
  published: PublishedTable[],
  dimensions: DimensionId[],
): History {
  const sets = [
    dimensions,
    ...published.map(({ table }) => table.dimensions.map(({ id }) => id as DimensionId)),
  ];
  const within = (one: DimensionId[], other: DimensionId[]) => one.every((id) => other.includes(id));
  // What is counted two ways is counted each way: only the finest are needed, each once.
  const finest = sets.filter(
    (one, place) =>
      !sets.some((other, at) => at !== place && within(one, other) && (!within(other, one) || at < place)),
  );
  const values = (id: DimensionId) =>
    valuesOf(counted, id, id === 'theme' ? themes.map(({ themeId }) => themeId) : known[id]);
  const all = [...new Set([...quarters, ...published.flatMap((one) => one.quarters)])];
  return {
    quarters,
    published,
    tables: finest.flatMap((ids) =>
      all.map((quarter) => ({
        quarter,
        table: tableOf(
          counted.filter((one) => one.quarter === quarter),
          ids.map((id) => ({ id, values: values(id) })),
        ),
      })),
    ),
  };
}

/**
 * Makes the frozen body of a summary. Each table is held against what is published and against those before it, so that
 * nothing can be worked out of them together.
 */
export function makeBody(material: Material): SummaryBody {
  const { rule, quarters, splits, themes, topPoints } = material;
  const counted = material.counted.filter(({ quarter }) => quarters.includes(quarter));
  const inReport = splitsIn(splits);
  const published = [...material.published];
  const tables: ShownTable[] = [];
  const themeIds = valuesOf(
    counted,
    'theme',
    themes.map(({ themeId }) => themeId),
  );
  const titleOf = (themeId: string) =>
    themes.find((theme) => theme.themeId === themeId)?.title ?? 'No longer in the promise';
  const dimensionOf = (id: DimensionId) => ({
    id,
    values: id === 'theme' ? themeIds : valuesOf(counted, id, material.known[id]),
  });
  const add = (...dimensions: DimensionId[]): ShownTable => {
    const table = tableOf(counted, dimensions.map(dimensionOf));
    if (dimensions.join() === 'theme')
      for (const cell of table.cells) cell.countable = topPoints.get(cell.at[0] ?? '')?.length ?? 0;
    const shown = protectTable(table, rule, historyOf(material, published, dimensions));
    published.push({ quarters, table: shown, rule });
    tables.push(shown);
    return shown;
  };

  const byTheme = add('theme');
  const total = totalOf(byTheme);
  const equity: SummaryBody['equity'] = [];
  for (const split of inReport) {
    const table = add(split);
    const groups = table.cells.map(({ at, shown }) => ({ value: at[0] ?? '', shown }));
    const one = equityOf(split, { groups, total: totalOf(table) }, material.populations.get(split) ?? []);
    if (one) equity.push(one);
  }
  for (const split of splits.chosen) add('theme', split);
  if (splits.pair) add(...splits.pair);

  const names: SummaryBody['names'] = {};
  for (const { dimensions } of tables)
    for (const { id, values } of dimensions)
      names[id] = {
        title: material.titles[id as DimensionId],
        values: Object.fromEntries(
          values.map((value) => [
            value,
            id === 'theme' ? titleOf(value) : material.nameOf(id as Breakdown, value),
          ]),
        ),
      };

  return {
    version: 2,
    rule,
    group: material.group,
    recipients: material.recipients,
    withheld: byTheme.withheld,
    total,
    themes: themeIds.map((themeId) => {
      const shown = cellAt(byTheme, themeId);
      const commitments = themes.find((theme) => theme.themeId === themeId)?.commitments ?? [];
      const given = typeof shown === 'number';
      return {
        themeId,
        title: titleOf(themeId),
        shown,
        percent: given ? shareOf(shown, typeof total === 'number' ? total : null) : null,
        commitments: commitments.map((commitment) => ({
          ...commitment,
          shown: shownOf(material.byCommitment.get(commitment.commitmentId) ?? 0, shown, {
            quarters,
            rule,
            before: material.toldOf(commitment.commitmentId),
          }),
        })),
        points: given && shown > 0 ? (topPoints.get(themeId) ?? []) : [],
      };
    }),
    splits: inReport,
    names,
    tables,
    earlier: material.earlier,
    decisions: material.decisions,
    equity,
  };
}
