import type { Rule } from './attack.ts';
import { familiesOf, idsOf, project, type Family } from './family.ts';
import { gridOf, linesOf, sumsOf, type Grid } from './grid.ts';
import type { Place, Range } from './network.ts';
import { isSmall, planOf, type Mark, type Plan } from './plan.ts';
import { boundsOf, MIN_POSSIBLE } from './possible.ts';
import { Sums, type Known } from './sums.ts';
import type { History, PublishedTable, ShownTable } from './table.ts';

type Reason = NonNullable<ShownTable['withheld']>;

/** A table as readers have it, or will. */
interface Seen {
  ids: string[];
  quarters: readonly string[];
  rule: Rule;
  /** What is shown of a true table with these values of its dimensions; or why it is held back. */
  planFor: (dimensions: { id: string; values: string[] }[]) => Plan | Reason;
}

const MANY = 1_000_000_000;

const markOf = (shown: ShownTable['cells'][number]['shown'] | undefined): Mark =>
  typeof shown === 'number' ? 'shown' : (shown ?? 'shown');

/** What a table that was published shows, in the order of a true one's cells. A value it did not have showed nothing. */
function planOfShown(shown: ShownTable, dimensions: { values: string[] }[]): Plan | Reason {
  if (shown.withheld !== null) return shown.withheld;
  const marks = new Map(
    [...shown.cells, ...shown.totals].map((cell) => [JSON.stringify(cell.at), markOf(cell.shown)]),
  );
  const mark = (at: (string | null)[]): Mark => marks.get(JSON.stringify(at)) ?? 'shown';
  const [first, second] = dimensions;
  const rows = second ? first!.values : [null];
  const columns = (second ?? first)!.values;
  const at = (row: string | null, column: string | null) => (second ? [row, column] : [column]);
  return {
    cells: rows.flatMap((row) => columns.map((column) => mark(at(row, column)))),
    rows: rows.map((row) => mark(at(row, null))),
    columns: columns.map((column) => (second ? mark(at(null, column)) : 'shown')),
  };
}

/** The places of a grid's totals, given those of its cells. */
function placesOfTotals(grid: Grid, places: readonly number[][]) {
  const lines = linesOf(grid);
  const join = (line: readonly number[]) => line.flatMap((cell) => places[cell] ?? []);
  return { cells: places, rows: lines.rows.map(join), columns: lines.columns.map(join), all: places.flat() };
}

/** What readers know of a family from one table. */
function knownFrom(family: Family, seen: Seen): Known[] {
  const shared = seen.ids.filter((id) => family.dimensions.some((one) => one.id === id));
  const { table, places } = project(family, shared, seen.quarters);
  if (shared.length < seen.ids.length) {
    // By dimensions this family does not have: what they share stays as it is, so that the rest of it can.
    return table.cells.map(({ children }, cell) => ({ of: places[cell]!, low: children, high: children }));
  }
  const plan = seen.planFor(table.dimensions);
  const grid = gridOf(table);
  const at = placesOfTotals(grid, places);
  if (plan === 'too-few') return [{ of: at.all, low: 0, high: seen.rule.base - 1 }];
  if (plan === 'would-identify') return [{ of: at.all, low: seen.rule.base, high: MANY }];
  const bounds = boundsOf(grid, seen.rule, plan);
  const natural = planOf(grid, seen.rule);
  const known: Known[] = [{ of: at.all, ...bounds.all }];
  const add = (kind: Place['kind']) =>
    bounds[kind].forEach((range: Range, index) => {
      const heldBesides = plan[kind][index] === 'withheld' && natural[kind][index] !== 'withheld';
      if (!heldBesides) known.push({ of: at[kind][index]!, ...range });
    });
  add('cells');
  if (!grid.oneWay) {
    add('rows');
    add('columns');
  }
  return known;
}

/** A sum that must not be told: where it is in the family, where in a table, and what a reader knows of its size. */
interface Secret {
  of: number[];
  least: number;
  most: number;
  place: Place | null;
  ids: readonly string[];
}

function secretsIn(
  family: Family,
  ids: readonly string[],
  quarters: readonly string[],
  rule: Rule,
  plan: Plan | null,
): Secret[] {
  const { table, places } = project(family, ids, quarters);
  const grid = gridOf(table);
  const sums = sumsOf(grid);
  const at = placesOfTotals(grid, places);
  const among = (kind: Place['kind'], counts: readonly number[]): Secret[] =>
    counts.flatMap((count, index) => {
      if (!isSmall(count, rule)) return [];
      const isC = plan?.[kind][index] === 'c';
      const [least, most] = isC ? [1, rule.smallest - 1] : [0, count + MIN_POSSIBLE];
      return [{ of: at[kind][index]!, least, most, place: { kind, index }, ids }];
    });
  const all = isSmall(sums.all, rule)
    ? [{ of: at.all, least: 0, most: sums.all + MIN_POSSIBLE, place: null, ids }]
    : [];
  if (grid.oneWay) return [...among('cells', grid.counts), ...all];
  return [
    ...among('cells', grid.counts),
    ...among('rows', sums.rows),
    ...among('columns', sums.columns),
    ...all,
  ];
}

interface Span {
  quarters: readonly string[];
  ids: readonly string[];
  rule: Rule;
}

const keyOf = (ids: readonly string[], quarters: readonly string[]) =>
  JSON.stringify([ids, [...quarters].sort()]);

/** The periods that tables are of, and what is left of one when others within it are taken away. */
function spansOf(tables: readonly Seen[]): Span[] {
  const spans = new Map<string, Span>();
  let fresh: Span[] = [...tables];
  while (fresh.length > 0) {
    for (const span of fresh) spans.set(keyOf(span.ids, span.quarters), span);
    const known = [...spans.values()];
    fresh = known.flatMap((whole) =>
      known.flatMap((part): Span[] => {
        const inside = part.quarters.every((quarter) => whole.quarters.includes(quarter));
        const ids = whole.ids.filter((id) => part.ids.includes(id));
        const quarters = whole.quarters.filter((quarter) => !part.quarters.includes(quarter));
        if (!inside || quarters.length === 0 || ids.length === 0 || spans.has(keyOf(ids, quarters)))
          return [];
        return [{ quarters, ids, rule: whole.rule }];
      }),
    );
  }
  return [...spans.values()];
}

function secretsOf(family: Family, tables: readonly Seen[]): Secret[] {
  const mine = tables.filter(({ ids }) => ids.every((id) => family.dimensions.some((one) => one.id === id)));
  const plans = new Map(
    mine.map(({ ids, quarters, planFor }) => [
      keyOf(ids, quarters),
      planFor(project(family, ids, quarters).table.dimensions),
    ]),
  );
  return spansOf(mine).flatMap(({ ids, quarters, rule }) => {
    const plan = plans.get(keyOf(ids, quarters));
    return secretsIn(family, ids, quarters, rule, typeof plan === 'object' ? plan : null);
  });
}

/** A table that goes out, to be laid beside those that went before. */
export interface Outgoing {
  ids: string[];
  rule: Rule;
  /** As the table gives the values of its dimensions. */
  dimensions: { id: string; values: string[] }[];
  plan: Plan | Reason;
}

/** A plan in the order of other values of the same dimensions. */
function reordered({ dimensions, plan }: Outgoing, to: { values: string[] }[]): Plan | Reason {
  if (typeof plan === 'string') return plan;
  const [rows, columns] = dimensions.length === 2 ? dimensions : [{ values: [''] }, dimensions[0]!];
  const [toRows, toColumns] = to.length === 2 ? to : [{ values: [''] }, to[0]!];
  const row = (value: string) => rows!.values.indexOf(value);
  const column = (value: string) => columns!.values.indexOf(value);
  return {
    cells: toRows!.values.flatMap((one) =>
      toColumns!.values.map((other) =>
        row(one) < 0 || column(other) < 0
          ? 'shown'
          : plan.cells[row(one) * columns!.values.length + column(other)]!,
      ),
    ),
    rows: toRows!.values.map((value) => plan.rows[row(value)] ?? 'shown'),
    columns: toColumns!.values.map((value) => plan.columns[column(value)] ?? 'shown'),
  };
}

/**
 * The small counts that a reader of a table and of all that was published before could narrow down to fewer than three
 * values: as places of the table going out, or null for one that is elsewhere.
 * @throws RangeError when figures of a quarter are missing.
 */
export function pinnedAcross(outgoing: Outgoing, history: History): ({ at: (string | null)[] } | null)[] {
  const before = history.published.map(({ quarters, table, rule }): Seen => ({
    ids: idsOf(table),
    quarters,
    rule: rule ?? outgoing.rule,
    planFor: (dimensions) => planOfShown(table, dimensions),
  }));
  const now: Seen = {
    ...outgoing,
    quarters: history.quarters,
    planFor: (dimensions) => reordered(outgoing, dimensions),
  };
  const families = familiesOf(history);
  const shares = ({ quarters }: PublishedTable) => quarters.some((one) => history.quarters.includes(one));
  // Alone, the table was looked at already, exactly; a search from the true counts could only tell of them.
  if (!history.published.some(shares)) return [];
  return families.flatMap((family) => {
    const tables = [...before, now].filter(({ quarters }) =>
      quarters.every((one) => family.quarters.includes(one)),
    );
    const sums = new Sums(
      family.counts,
      tables.flatMap((one) => knownFrom(family, one)),
    );
    if (!sums.holds()) return [null];
    const pinned = secretsOf(family, tables).filter(
      ({ of, least, most }) => sums.values(of, least, most, MIN_POSSIBLE) < MIN_POSSIBLE,
    );
    return pinned.map(({ place, ids }) => {
      if (!place || JSON.stringify(ids) !== JSON.stringify(outgoing.ids)) return null;
      const dimensions = ids.map((id) => family.dimensions.find((one) => one.id === id)!);
      const [rows, columns] = dimensions.length === 2 ? dimensions : [null, dimensions[0]];
      const of = columns!.values.length;
      if (!rows) return { at: [columns!.values[place.index]!] };
      if (place.kind === 'rows') return { at: [rows.values[place.index]!, null] };
      if (place.kind === 'columns') return { at: [null, columns!.values[place.index]!] };
      return { at: [rows.values[Math.floor(place.index / of)]!, columns!.values[place.index % of]!] };
    });
  });
}
