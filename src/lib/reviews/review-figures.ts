import { quartersIn, type Period } from '../platform/period.ts';
import { AT_THE_DESK, shareOf } from '../suppression/protect.ts';
import { protectTable } from '../suppression/protect-table.ts';
import type { PublishedTable, ShownCount, ShownTable, TrueTable } from '../suppression/table.ts';
import { countedBy, NO_CODE, type Counted, type QuarterCounts } from './review-counts.ts';
import { tellsTogether, type Among, type ToldTable } from './told-together.ts';

/** One way of counting, as it may be shown. */
export interface ShownList {
  withheld: ShownTable['withheld'];
  total: ShownCount;
  values: { value: string; shown: ShownCount }[];
}

/** One way in which something is counted: what each of its values stands for. */
type Way = Record<string, Among>;

/** Each value of one of the two things by itself. */
const each = (axis: 0 | 1, values: readonly string[]): Way =>
  Object.fromEntries(values.map((value) => [value, { axis, values: [value] }]));

/** How reviews are told apart first: a group is shown before the codes in it. */
export const groups = {
  came: { axis: 0, values: ['PN1', 'PN2', 'PN3'] },
  'not-there': { axis: 0, values: ['PN5', 'PN6'] },
  not: { axis: 0, values: ['PN4', 'PN7'] },
  // Together: a few of either by itself would hide those who did not take part, as the next smallest.
  'left-out': { axis: 0, values: ['PN0', NO_CODE] },
} as const satisfies Way;

/** The codes in each group. */
const codeWays: Record<string, Way> = Object.fromEntries(
  Object.entries(groups).map(([group, { values }]) => [group, each(0, values)]),
);

const reviewWays = { took: groups, time: each(1, countedBy.reviews[1]), ...codeWays };
const issueWays = { theme: each(0, countedBy.issues[0]), outcome: each(1, countedBy.issues[1]) };

const HELD: ShownList = { withheld: 'would-identify', total: 'withheld', values: [] };

function tableOf(id: string, way: Way, counts: readonly QuarterCounts[]): TrueTable {
  const cells = counts.flatMap((one) => one.cells);
  const count = ({ axis, values }: Among) =>
    cells.reduce((sum, one) => sum + (values.includes(one.at[axis]) ? one.count : 0), 0);
  return {
    dimensions: [{ id, values: Object.keys(way) }],
    cells: Object.entries(way).map(([value, among]) => ({ at: [value], children: count(among) })),
  };
}

function listOf({ withheld, cells, totals }: ShownTable): ShownList {
  if (withheld) return { withheld, total: 'withheld', values: [] };
  return {
    withheld,
    total: totals[0]?.shown ?? 'withheld',
    values: cells.map(({ at, shown }) => ({ value: at[0] ?? '', shown })),
  };
}

const isShown = (list: ShownList | undefined, value: string): boolean =>
  list?.values.some((one) => one.value === value && typeof one.shown === 'number') ?? false;

/** A list as readers have it. */
const toldOf = (quarters: readonly string[], way: Way, { withheld, values }: ShownList): ToldTable => ({
  quarters,
  withheld,
  cells: values.map(({ value, shown }) => ({ of: way[value]!, shown })),
});

/**
 * Shows one kind of thing of one year, period after period: each table by the rules of every summary, held against all
 * that was shown before; then all of them laid together. What would tell too much is left out, the last named first.
 */
class Year {
  readonly #counts: readonly QuarterCounts[];
  readonly #ways: Record<string, Way>;
  readonly #secrets: readonly Among[];
  readonly #told: ToldTable[] = [];
  readonly #published: Record<string, PublishedTable[]> = {};

  constructor(counts: readonly QuarterCounts[], ways: Record<string, Way>) {
    this.#counts = counts;
    this.#ways = ways;
    this.#secrets = Object.values(ways).flatMap((way) => Object.values(way));
  }

  /** What may be shown of some quarters each way. The codes of a group only where the group has a number. */
  show(quarters: readonly string[]): Record<string, ShownList> {
    const shown: Record<string, ShownList> = {};
    const told: ToldTable[] = [];
    for (const [id, way] of Object.entries(this.#ways)) {
      const isGroup = id in codeWays;
      if (isGroup && !isShown(shown.took, id)) continue;
      const table = this.#protect(id, way, quarters);
      const list = listOf(table);
      // That a group is too small to be parted is told by its number already.
      if (isGroup && list.withheld) continue;
      const one = toldOf(quarters, way, list);
      if (tellsTogether(this.#counts, [...this.#told, ...told, one], this.#secrets)) continue;
      shown[id] = list;
      told.push(one);
      (this.#published[id] ??= []).push({ quarters: [...quarters], table });
    }
    this.#told.push(...told);
    return shown;
  }

  #protect(id: string, way: Way, quarters: readonly string[]): ShownTable {
    const mine = this.#counts.filter(({ quarter }) => quarters.includes(quarter));
    return protectTable(tableOf(id, way, mine), AT_THE_DESK, {
      quarters,
      published: this.#published[id] ?? [],
      tables: this.#counts.map((one) => ({ quarter: one.quarter, table: tableOf(id, way, [one]) })),
    });
  }
}

/** A share in whole per cent, from rounded figures of 20 and more. */
export interface Share {
  percent: number;
  /** Something of it is hidden: it may be more. */
  atLeast: boolean;
}

/** What may be shown of one period: counts of reviews and of practice issues, never of whose. */
export interface ReviewFigures {
  period: Period;
  took: ShownList;
  /** Of those who were 4 or older and have a code; null where they are too few. */
  tookShare: Share | null;
  /** Those among them who came. */
  cameShare: Share | null;
  /** The codes in each group, by its id; left out where they are held back. */
  codes: Partial<Record<string, ShownList>>;
  time: ShownList;
  timeShare: Share | null;
  theme: ShownList;
  outcome: ShownList;
}

/** A share worked out from nothing but what is shown: what is hidden counts as none of the part. */
function shareIn(list: ShownList, part: readonly string[], notOf: readonly string[] = []): Share | null {
  const { withheld, total, values } = list;
  if (withheld !== null || typeof total !== 'number') return null;
  const sum = (among: (value: string) => boolean) =>
    values.reduce(
      (all, { value, shown }) => all + (among(value) && typeof shown === 'number' ? shown : 0),
      0,
    );
  const all = values.filter(({ value }) => !notOf.includes(value));
  const atLeast = all.some(({ shown }) => typeof shown !== 'number');
  const base = atLeast
    ? total - sum((value) => notOf.includes(value))
    : sum((value) => !notOf.includes(value));
  const percent = shareOf(
    sum((value) => part.includes(value)),
    base,
  );
  return percent === null || (atLeast && percent === 0) ? null : { percent, atLeast };
}

/**
 * What may be shown of a year's periods.
 * @param periods in the order of `settledIn`.
 * @param counts of every quarter in those periods.
 */
export function figuresOf(
  periods: readonly Period[],
  counts: Record<Counted, readonly QuarterCounts[]>,
): ReviewFigures[] {
  const reviews = new Year(counts.reviews, reviewWays);
  const issues = new Year(counts.issues, issueWays);
  return periods.map((period) => {
    const { took = HELD, time = HELD, ...codes } = reviews.show(quartersIn(period));
    const { theme = HELD, outcome = HELD } = issues.show(quartersIn(period));
    return {
      period,
      took,
      codes,
      tookShare: shareIn(took, ['came', 'not-there'], ['left-out']),
      cameShare: shareIn(took, ['came'], ['left-out']),
      time,
      timeShare: shareIn(time, ['on-time']),
      theme,
      outcome,
    };
  });
}
