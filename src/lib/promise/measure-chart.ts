import { conflictsAmong, isBlank, type Point, type PointKind, type Unit } from './measure.ts';

/** In the chart's own units; it is as wide as its place allows, and never wider than it is drawn. */
export const WIDTH = 320;
export const HEIGHT = 190;
const [SIDE, TOP, BOTTOM] = [8, 34, 42];
const WIDEST_BAR = 38;

export interface Mark {
  point: Point;
  kind: PointKind;
  /** The middle of the bar, from the left. */
  x: number;
  /** The top of the bar; the foot is at `BASE`. */
  y: number;
  height: number;
}

/** Everything of one time: what stands under the same label of the year axis. */
export interface Column {
  period: string | null;
  x: number;
  marks: Mark[];
  /** Where the source leaves the place empty: said, and not drawn as nothing. */
  blanks: { kind: PointKind; x: number }[];
  /** Where to say that numbers of it contradict each other. */
  conflict: { x: number; y: number } | null;
}

export interface Plot {
  columns: Column[];
  barWidth: number;
  /** The highest value of the scale, which always begins at nought. */
  highest: number;
  /** The middle of each place where a year or more has no figures: the axis is broken there. */
  gaps: number[];
  /** Where the picture begins: room that nothing reaches into is cut off, and the scale stays the same. */
  top: number;
}

export const BASE = HEIGHT - BOTTOM;

/** The end of the scale: a hundred for percentages, else the next round number. */
export function highestOf(unit: Unit, values: readonly number[]): number {
  const most = Math.max(...values, 0);
  if (unit === 'percent') return Math.max(100, most);
  if (most === 0) return 1;
  const step = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 2, 2.5, 4, 5, 8, 10].find((times) => times * step >= most) ?? 10;
  return Math.max(1, steps * step);
}

/** The years a time is in: a school or money year is in two. */
function yearsOf(period: string): [first: number, last: number] {
  const first = Number(period.slice(0, 4));
  return [first, period.includes('/') ? first + 1 : first];
}

/** Whether a year or more is missing before a time: the times before it may overlap. */
function isGap(before: readonly (string | null)[], after: string | null): boolean {
  const ends = before.flatMap((period) => (period === null ? [] : [yearsOf(period)[1]]));
  return after !== null && ends.length > 0 && yearsOf(after)[0] - Math.max(...ends) > 1;
}

/** Points by the time they are for. Figures without one stand at the end, or where the one they contradict stands. */
function byPeriod(points: readonly Point[]): { period: string | null; points: Point[] }[] {
  const groups: { period: string | null; points: Point[] }[] = [];
  for (const point of points) {
    const period = point.against ?? point.period;
    const group = groups.find((one) => one.period === period);
    if (group) group.points.push(point);
    else groups.push({ period, points: [point] });
  }
  return groups;
}

/**
 * What to draw of points that are in order of time: a bar for each number, and nothing between them, because nobody has
 * counted there. Null where there is no number at all.
 * @param mirrored for a right-to-left page: time then runs from right to left, as the page is read.
 */
export function plotOf(points: readonly Point[], unit: Unit, mirrored = false): Plot | null {
  const drawn = points.filter((point) => point.value !== null || isBlank(point));
  const values = drawn.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return null;
  const groups = byPeriod(drawn);
  const conflicts = conflictsAmong(drawn);
  const highest = highestOf(unit, values);
  // Half a place between times keeps bars of one time together.
  const places = drawn.length + 0.5 * (groups.length - 1);
  const place = (WIDTH - 2 * SIDE) / places;
  const flip = (x: number) => (mirrored ? WIDTH - x : x);
  const gaps: number[] = [];
  let edge = SIDE;
  const columns = groups.map(({ period, points: own }, index): Column => {
    if (index > 0) {
      const before = groups.slice(0, index).map((group) => group.period);
      if (isGap(before, period)) gaps.push(flip(edge + place / 4));
      edge += place / 2;
    }
    const column: Column = {
      period,
      x: flip(edge + (own.length * place) / 2),
      marks: [],
      blanks: [],
      conflict: null,
    };
    for (const point of own) {
      const x = flip(edge + place / 2);
      edge += place;
      if (point.value === null) {
        column.blanks.push({ kind: point.kind, x });
        continue;
      }
      const height = ((BASE - TOP) * point.value) / highest;
      column.marks.push({ point, kind: point.kind, x, y: BASE - height, height });
    }
    const against = column.marks.filter(({ point }) => conflicts.has(point));
    if (against.length > 0) {
      const middle = against.reduce((sum, { x }) => sum + x, 0) / against.length;
      column.conflict = { x: middle, y: Math.min(...against.map(({ y }) => y)) - 20 };
    }
    return column;
  });
  const highestMark = Math.min(...columns.flatMap(({ marks }) => marks.map(({ y }) => y)));
  const top = Math.max(0, highestMark - TOP);
  return { columns, barWidth: Math.min(WIDEST_BAR, place - 4), highest, gaps, top };
}
