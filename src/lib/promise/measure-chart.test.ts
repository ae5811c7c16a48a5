import { describe, expect, test } from 'vitest';
import { BASE, highestOf, plotOf, WIDTH } from './measure-chart.ts';
import type { Point } from './measure.ts';

const point = (kind: Point['kind'], period: string | null, value: number | null, rest: Partial<Point> = {}) =>
  ({ kind, period, value, asWritten: null, ...rest }) satisfies Point;

const years = [
  point('target', '2017/18', 60),
  point('target', '2018/19', 60),
  point('actual', '2018/19', 52),
  point('actual', '2021', 30),
];

test.each([
  ['percent', [12], 100],
  ['percent', [0, 100], 100],
  ['count', [100, 50], 100],
  ['count', [426], 500],
  ['count', [1407, 1371], 2000],
  ['count', [0], 1],
  ['per-month', [25], 25],
] as const)('the scale of %s %j ends at %d', (unit, values, end) => {
  expect(highestOf(unit, values)).toBe(end);
});

describe('a plot', () => {
  test('has a bar for each number and nothing that is between them', () => {
    const plot = plotOf(years, 'percent');
    expect(
      plot?.columns.map(({ period, marks }) => [period, marks.map(({ point: { value } }) => value)]),
    ).toEqual([
      ['2017/18', [60]],
      ['2018/19', [60, 52]],
      ['2021', [30]],
    ]);
  });

  test('is true to scale from nought up', () => {
    const [half, all] = plotOf(
      [point('target', '2018', 50), point('target', '2019', 100)],
      'percent',
    )!.columns;
    expect(half!.marks[0]!.height * 2).toBeCloseTo(all!.marks[0]!.height);
    expect(all!.marks[0]!.y + all!.marks[0]!.height).toBeCloseTo(BASE);
    expect(plotOf([point('target', null, 0)], 'count')?.columns[0]?.marks[0]?.height).toBe(0);
  });

  test('keeps every bar apart and inside, however many there are', () => {
    for (const count of [1, 2, 3, 8]) {
      const many = Array.from({ length: count }, (_, year) => point('actual', String(2010 + year), 9));
      const plot = plotOf(many, 'count')!;
      const middles = plot.columns.flatMap(({ marks }) => marks.map(({ x }) => x));
      expect(Math.min(...middles) - plot.barWidth / 2).toBeGreaterThanOrEqual(0);
      expect(Math.max(...middles) + plot.barWidth / 2).toBeLessThanOrEqual(WIDTH);
      const steps = middles.slice(1).map((x, index) => x - middles[index]!);
      expect(steps.every((step) => step > plot.barWidth)).toBe(true);
    }
  });

  test('runs from right to left on a page that does', () => {
    const xs = (mirrored: boolean) =>
      plotOf(years, 'percent', mirrored)!.columns.flatMap(({ marks }) => marks.map(({ x }) => x));
    expect(xs(false)).toEqual([...xs(false)].sort((a, b) => a - b));
    xs(true).forEach((x, index) => expect(x).toBeCloseTo(WIDTH - xs(false)[index]!));
  });

  test('breaks the axis where a year or more has no figures, and only there', () => {
    const gaps = (...periods: string[]) =>
      plotOf(
        periods.map((period) => point('actual', period, 1)),
        'count',
      )!.gaps.length;
    expect(gaps('2017/18', '2018/19', '2019/20')).toBe(0);
    expect(gaps('2019/20', '2021')).toBe(0);
    expect(gaps('2019/20', '2019-06', '2021')).toBe(0);
    expect(gaps('2017', '2019')).toBe(1);
    expect(gaps('2016-03', '2021-03', '2021')).toBe(1);
  });

  test('cuts off the room that nothing reaches into, and keeps the scale', () => {
    const [low, high] = [10, 100].map((value) => plotOf([point('actual', '2019', value)], 'percent')!);
    expect(high!.top).toBe(0);
    expect(low!.top).toBeGreaterThan(0);
    expect(low!.top).toBeLessThan(low!.columns[0]!.marks[0]!.y);
    expect(low!.columns[0]!.marks[0]!.height * 10).toBeCloseTo(high!.columns[0]!.marks[0]!.height);
  });

  test('says what is empty, and does not draw it as nothing', () => {
    const plot = plotOf([point('target', '2018', null), point('target', '2019', 4)], 'count');
    expect(plot?.columns.map(({ marks, blanks }) => [marks.length, blanks.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('leaves out what the source says in words only', () => {
    const words = point('target', '2018', null, { asWritten: 'increase' });
    expect(plotOf([words, point('baseline', '2018', 149)], 'count')?.columns[0]?.marks).toHaveLength(1);
  });

  test('is none where there is no number', () => {
    expect(plotOf([point('target', '2018', null, { asWritten: '%' })], 'percent')).toBeNull();
  });

  test('draws both of two figures that contradict each other, beside each other, and says so between them', () => {
    const plot = plotOf(
      [point('actual', '2013/14', 67), point('actual', null, 64, { against: '2013/14' })],
      'percent',
    );
    expect(plot?.columns).toHaveLength(1);
    const [first, second] = plot!.columns[0]!.marks;
    expect(plot?.columns[0]?.conflict?.x).toBeCloseTo((first!.x + second!.x) / 2);
    expect(plotOf(years, 'percent')?.columns.map(({ conflict }) => conflict)).toEqual([null, null, null]);
  });
});
