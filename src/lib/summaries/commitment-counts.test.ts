import { describe, expect, test } from 'vitest';
import { AT_THE_DESK, IN_PUBLIC } from '../suppression/protect.ts';
import { shownOf, tellsTooMuch, type Told } from './commitment-counts.ts';

const [Q1, Q2] = ['2025-Q1', '2025-Q2'];
const halves = [
  { quarters: [Q1], rule: IN_PUBLIC },
  { quarters: [Q2], rule: IN_PUBLIC },
  { quarters: [Q1, Q2], rule: AT_THE_DESK },
];

/** What is told of two quarters that truly have these counts, one after the other, each beside what was told before. */
function publish(counts: readonly [number, number], order: readonly number[]): Told[] {
  const before: Told[] = [];
  for (const nth of order) {
    const { quarters, rule } = halves[nth] ?? { quarters: [], rule: IN_PUBLIC };
    const count = quarters.reduce((sum, quarter) => sum + counts[quarter === Q1 ? 0 : 1], 0);
    before.push({ quarters, rule, shown: shownOf(count, 60, { quarters, rule, before }) });
  }
  return before;
}

const everyCount = Array.from({ length: 26 }, (_, count) => count);
const orders = [
  [0, 1, 2],
  [2, 0, 1],
  [0, 2, 1],
];

describe('quarters by one rule and their half-year by another', () => {
  test.each(orders)(
    'published in the order %i %i %i: no small count is told, whatever is true',
    (...order) => {
      // An attacker of the test's own: everything that would have been told in the same words, told apart by counting.
      const alike = new Map<string, [number, number][]>();
      const feasible = (told: Told[]) =>
        everyCount.flatMap((one) =>
          everyCount
            .filter((other) =>
              told.every(({ quarters, rule, shown }) => {
                const count = (quarters.includes(Q1) ? one : 0) + (quarters.includes(Q2) ? other : 0);
                if (shown === 'withheld') return true;
                if (shown === 'c') return count > 0 && count < rule.smallest;
                return shown === 0
                  ? count === 0
                  : count >= rule.smallest && Math.round(count / 5) * 5 === shown;
              }),
            )
            .map((other): [number, number] => [one, other]),
        );
      for (const one of everyCount.slice(0, 20))
        for (const other of everyCount.slice(0, 20)) {
          const told = publish([one, other], order);
          const key = JSON.stringify(told.map(({ shown }) => shown));
          const possible = alike.get(key) ?? feasible(told);
          alike.set(key, possible);
          for (const [place, count] of [one, other].entries()) {
            if (count === 0 || count >= IN_PUBLIC.smallest) continue;
            expect(new Set(possible.map((pair) => pair[place])).size).toBeGreaterThanOrEqual(3);
          }
        }
      expect(alike.size).toBeGreaterThan(20);
    },
  );
});

test('a half-year of 10 beside a quarter of 10 and one that is hidden would tell of one or two', () => {
  const told: Told[] = [
    { quarters: [Q1], rule: IN_PUBLIC, shown: 10 },
    { quarters: [Q2], rule: IN_PUBLIC, shown: 'c' },
  ];
  expect(tellsTooMuch(told)).toBe(false);
  expect(tellsTooMuch([...told, { quarters: [Q1, Q2], rule: AT_THE_DESK, shown: 10 }])).toBe(true);
  expect(shownOf(12, 40, { quarters: [Q1, Q2], rule: AT_THE_DESK, before: told })).toBe('withheld');
});

test.each([
  ['c', 'withheld'],
  ['withheld', 'withheld'],
  [0, 0],
  [10, 10],
] as const)('under a theme of %s, twelve are shown as %s', (theme, shown) => {
  expect(shownOf(12, theme, { quarters: [Q1], rule: AT_THE_DESK, before: [] })).toBe(shown);
});
