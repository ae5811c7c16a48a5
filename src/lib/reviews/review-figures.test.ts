import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodIn } from '../platform/period.ts';
import { countedBy, countsIn, quarterOfMonth, settledIn, yearsOffered } from './review-counts.ts';
import { figuresOf, groups, type ReviewFigures, type ShownList } from './review-figures.ts';

type Held = Record<string, [onTime: number, late: number]>;

/** A quarter with reviews by code, in time and late, and with issues by theme, all of them put right. */
const quarterWith = (quarter: string, held: Held, themes: Record<string, number> = {}) => ({
  reviews: countsIn(
    quarter,
    'reviews',
    Object.entries(held).flatMap(([code, [onTime, late]]) => [
      { at: [code, 'on-time'], count: onTime },
      { at: [code, 'late'], count: late },
    ]),
  ),
  issues: countsIn(
    quarter,
    'issues',
    Object.entries(themes).map(([theme, count]) => ({ at: [theme, 'put-right'], count })),
  ),
});
const all = (...quarters: ReturnType<typeof quarterWith>[]) => ({
  reviews: quarters.map(({ reviews }) => reviews),
  issues: quarters.map(({ issues }) => issues),
});
const inTime = (code: Record<string, number>): Held =>
  Object.fromEntries(Object.entries(code).map(([one, count]) => [one, [count, 0]]));

const shownIn = ({ took, codes, time, theme, outcome }: ReviewFigures) =>
  [took, time, theme, outcome, ...Object.values(codes)].flatMap((list?: ShownList) => [
    list?.total,
    ...(list?.values.map((one) => one.shown) ?? []),
  ]);
const shownOf = (list?: ShownList) =>
  Object.fromEntries(list?.values.map(({ value, shown }) => [value, shown]) ?? []);

const Q1 = periodIn('2026-Q1');
const large: Held = {
  PN1: [200, 10],
  PN2: [55, 6],
  PN3: [20, 3],
  PN5: [40, 8],
  PN6: [120, 12],
  PN4: [20, 2],
  PN7: [25, 6],
  PN0: [40, 0],
  none: [10, 2],
};

describe('the figures of a quarter', () => {
  test('of many reviews are all there, rounded to five', () => {
    const [figures] = figuresOf([Q1], all(quarterWith(Q1.id, large)));
    expect(shownOf(figures!.took)).toEqual({
      came: 295,
      'not-there': 180,
      not: 55,
      'left-out': 50,
    });
    expect(shownOf(figures!.codes.came)).toEqual({ PN1: 210, PN2: 60, PN3: 25 });
    expect(shownOf(figures!.codes.not)).toEqual({ PN4: 20, PN7: 30 });
    expect(figures!.tookShare).toEqual({ percent: 90, atLeast: false });
    expect(figures!.cameShare).toEqual({ percent: 56, atLeast: false });
    expect(shownOf(figures!.time)).toEqual({ 'on-time': 530, late: 50 });
    expect(figures!.timeShare).toEqual({ percent: 91, atLeast: false });
  });

  test('of one review show nothing at all', () => {
    const [figures] = figuresOf([Q1], all(quarterWith(Q1.id, { PN1: [1, 0] }, { visits: 1 })));
    expect(figures!.took.withheld).toBe('too-few');
    expect(figures!.theme.withheld).toBe('too-few');
    expect(shownIn(figures!).every((shown) => shown === 'withheld')).toBe(true);
    expect([figures!.tookShare, figures!.timeShare]).toEqual([null, null]);
  });

  test('of a few who did not take part say neither how many, nor how many did', () => {
    const few = quarterWith(Q1.id, inTime({ PN1: 40, PN6: 20, PN7: 3 }));
    const [figures] = figuresOf([Q1], all(few));
    expect(shownOf(figures!.took)).toMatchObject({ not: 'c', 'not-there': 'c' });
    // 40 of 65, from what is shown alone: all 60 of 63 would tell of the 3.
    expect(figures!.tookShare).toEqual({ percent: 62, atLeast: true });
    expect(figures!.codes.not).toBeUndefined();
  });

  test('of a few without a code still say how many took part', () => {
    const few = quarterWith(Q1.id, inTime({ PN1: 40, PN6: 20, PN7: 9, PN0: 30, none: 2 }));
    const [figures] = figuresOf([Q1], all(few));
    expect(shownOf(figures!.took)).toEqual({ came: 40, 'not-there': 20, not: 10, 'left-out': 30 });
    expect(figures!.tookShare).toEqual({ percent: 86, atLeast: false });
    expect(shownOf(figures!.codes['left-out'])).not.toMatchObject({ PN0: 30 });
  });

  test('give a share from 20 on and not before', () => {
    const few = quarterWith(Q1.id, inTime({ PN1: 8, PN7: 7 }));
    expect(figuresOf([Q1], all(few))[0]!.tookShare).toBeNull();
    const enough = quarterWith(Q1.id, inTime({ PN1: 12, PN7: 9 }));
    expect(figuresOf([Q1], all(enough))[0]!.tookShare).toEqual({ percent: 50, atLeast: false });
  });

  test('of issues are by theme and by how they ended', () => {
    const issues = quarterWith(Q1.id, {}, { visits: 22, health: 14, other: 9 });
    const [figures] = figuresOf([Q1], all(issues));
    expect(shownOf(figures!.theme)).toMatchObject({ visits: 20, health: 15, other: 10, plan: 0 });
    // All ended the same way: told, it would be told of each.
    expect(figures!.outcome.withheld).toBe('would-identify');
  });
});

const count = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 60 }), fc.constant(0));
const oneQuarter = fc.array(fc.tuple(count, fc.nat({ max: 6 })), { minLength: 9, maxLength: 9 });
const twoQuarters = fc.tuple(oneQuarter, oneQuarter);
const quarters = ['2026-Q1', '2026-Q2'];
const countsFrom = (both: [number, number][][]) =>
  all(
    ...both.map((counts, place) => {
      const held = countedBy.reviews[0].map((code, at) => [code, counts[at]!]);
      return quarterWith(quarters[place]!, Object.fromEntries(held) as Held);
    }),
  );
const periods = ['2026-Q1', '2026-Q2', '2026-H1'].map(periodIn);

/** What a reader knows a count to lie between, from its number or from its being hidden. */
function rangeOf(shown: number | string | undefined): [number, number] {
  if (typeof shown !== 'number') return [0, Infinity];
  return shown === 0 ? [0, 0] : [Math.max(5, shown - 2), shown + 2];
}

describe('a year', { timeout: 30_000 }, () => {
  test('shows nothing small, and every number within rounding of the truth', () => {
    fc.assert(
      fc.property(twoQuarters, (both) => {
        for (const figures of figuresOf(periods, countsFrom(both)))
          for (const shown of shownIn(figures))
            if (typeof shown === 'number') expect(shown === 0 || shown >= 5).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test('leaves a small code three values at least, its group and the other codes in it laid together', () => {
    let attacked = 0;
    fc.assert(
      fc.property(twoQuarters, (both) => {
        const counts = countsFrom(both);
        for (const [place, figures] of figuresOf(periods, counts).slice(0, 2).entries())
          for (const [group, { values }] of Object.entries(groups)) {
            const list = figures.codes[group];
            if (!list) continue;
            const [low, high] = rangeOf(figures.took.values.find(({ value }) => value === group)?.shown);
            for (const code of values) {
              const cells = counts.reviews[place]!.cells.filter(({ at }) => at[0] === code);
              const truth = cells.reduce((sum, cell) => sum + cell.count, 0);
              if (truth === 0 || truth >= 5) continue;
              attacked += 1;
              const others = list.values
                .filter(({ value }) => value !== code)
                .map((one) => rangeOf(one.shown));
              const least = low - others.reduce((sum, one) => sum + one[1], 0);
              const most = high - others.reduce((sum, one) => sum + one[0], 0);
              expect(Math.min(most, 4) - Math.max(least, 1) + 1).toBeGreaterThanOrEqual(3);
            }
          }
      }),
      { numRuns: 25 },
    );
    expect(attacked).toBeGreaterThan(5);
  });

  test('shows of an earlier quarter the same after later ones have come', () => {
    fc.assert(
      fc.property(twoQuarters, (both) => {
        const counts = countsFrom(both);
        const before = figuresOf(periods.slice(0, 1), countsFrom(both.slice(0, 1)));
        expect(figuresOf(periods, counts)[0]).toEqual(before[0]);
      }),
      { numRuns: 10 },
    );
  });
});

test('a whole year of a large council is worked out in a moment', () => {
  const each = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) =>
    quarterWith(`2026-${quarter}`, large, {
      visits: 71,
      plan: 44,
      health: 23,
      worker: 8,
      papers: 3,
      other: 1,
    }),
  );
  const year = settledIn(periodIn('2026-Y'), new Date('2027-05-02T12:00:00Z'));
  const figures = figuresOf(year, all(...each));
  expect(figures.map(({ took }) => took.withheld)).toEqual(year.map(() => null));
  expect(figures.at(-1)!.tookShare?.percent).toBe(90);
});

describe('the periods', () => {
  test('are settled thirty days after they end, shorter ones first', () => {
    const year = periodIn('2026-Y');
    expect(settledIn(year, new Date('2026-07-30T12:00:00Z'))).toEqual([]);
    expect(settledIn(year, new Date('2026-07-31T12:00:00Z')).map(({ id }) => id)).toEqual(['2026-Q1']);
    const atEnd = settledIn(year, new Date('2027-05-02T12:00:00Z')).map(({ id }) => id);
    expect(atEnd.map((id) => id.slice(5))).toEqual(['Q1', 'Q2', 'H1', 'Q3', 'Q4', 'H2', 'Y']);
  });

  test('years begin with this one', () => {
    const years = yearsOffered(new Date('2026-11-22T12:00:00Z'), 3).map(({ id }) => id);
    expect(years).toEqual(['2026-Y', '2025-Y', '2024-Y']);
  });

  test.each([
    ['2026-04', '2026-Q1'],
    ['2026-09', '2026-Q2'],
    ['2026-12', '2026-Q3'],
    ['2027-01', '2026-Q4'],
    ['2027-03', '2026-Q4'],
  ])('%s is in %s', (month, quarter) => {
    expect(quarterOfMonth(month)).toBe(quarter);
  });
});
