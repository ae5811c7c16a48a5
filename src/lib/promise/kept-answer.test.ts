import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endedPeriods, periodOf } from '../platform/period.ts';
import { possibleValues } from '../suppression/attack.ts';
import { IN_PUBLIC } from '../suppression/protect.ts';
import { isKeptAnswer, newestFigures, PHONE_TOKEN, publishQuarter, type KeptCounts } from './kept-answer.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const ended = endedPeriods(NOW, 4);
const [last, before] = ended;
if (!last || !before) throw new Error('There are four.');

const counts = (yes: number, sometimes: number, no: number): KeptCounts => ({ yes, sometimes, no });
const some = fc.record({
  yes: fc.nat({ max: 60 }),
  sometimes: fc.nat({ max: 60 }),
  no: fc.nat({ max: 60 }),
});

describe('what young people answered in a quarter', () => {
  test('is shown rounded, with a share from twenty answers on', () => {
    expect(publishQuarter(last, counts(21, 13, 12))).toEqual({
      period: last,
      total: 45,
      cells: [
        { answer: 'yes', shown: 20, percent: 44 },
        { answer: 'sometimes', shown: 15, percent: 33 },
        { answer: 'no', shown: 10, percent: 22 },
      ],
    });
  });

  test('has shares that make one whole, whichever way the numbers are rounded', () => {
    const percents = (said: KeptCounts) => publishQuarter(last, said)?.cells.map(({ percent }) => percent);
    expect(percents(counts(13, 13, 10))).toEqual([38, 38, 25]);
    fc.assert(
      fc.property(some, (said) => {
        const shares = percents(said) ?? [];
        if (shares.length === 0 || shares.includes(null)) return;
        const all = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
        expect(Math.abs(all - 100)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    ['nobody', counts(0, 0, 0)],
    ['nine', counts(3, 3, 3)],
    ['everybody the same', counts(40, 0, 0)],
    ['only small counts', counts(9, 8, 7)],
  ])('is held back, all in one way: %s', (_, said) => {
    expect(publishQuarter(last, said)).toBeNull();
  });

  test('hides a small count together with another one', () => {
    const figures = publishQuarter(last, counts(24, 11, 3));
    expect(figures?.cells.map(({ shown }) => shown)).toEqual([25, 'c', 'c']);
  });

  test('tells an attacker who knows every rule of no hidden count what it is', () => {
    fc.assert(
      fc.property(some, (said) => {
        const figures = publishQuarter(last, said);
        if (!figures) return;
        const cells = figures.cells.map(({ shown }) => ({ shown }));
        for (const values of possibleValues(cells, figures.total, IN_PUBLIC))
          expect(values === null || values >= 3).toBe(true);
        for (const { answer, shown } of figures.cells)
          expect(
            shown === 'c' || shown === 0 || (shown % 5 === 0 && said[answer] >= IN_PUBLIC.smallest),
          ).toBe(true);
        expect(figures.total % 5).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the newest figures', () => {
  test('are those of the last quarter that can be shown', () => {
    const inBoth = new Map([
      [last.id, counts(20, 20, 20)],
      [before.id, counts(10, 10, 10)],
    ]);
    expect(newestFigures(ended, inBoth)?.period).toEqual(last);
    expect(newestFigures(ended, inBoth.set(last.id, counts(1, 1, 1)))?.period).toEqual(before);
    expect(newestFigures(ended, new Map([[last.id, counts(1, 1, 1)]]))).toBeNull();
  });

  test('are never moved by what is answered in the quarter that runs', () => {
    const running = periodOf(NOW).id;
    fc.assert(
      fc.property(some, some, (closed, open) => {
        const without = newestFigures(ended, new Map([[last.id, closed]]));
        const withRunning = new Map([
          [running, open],
          [last.id, closed],
        ]);
        expect(newestFigures(ended, withRunning)).toEqual(without);
      }),
    );
    expect(ended.map(({ id }) => id)).not.toContain(running);
  });
});

test.each(['yes', 'sometimes', 'no'])('%s is an answer', (text) => {
  expect(isKeptAnswer(text)).toBe(true);
});

test.each(['', 'maybe', 'YES', 'constructor', 'yes no'])('%j is none', (text) => {
  expect(isKeptAnswer(text)).toBe(false);
});

test.each([
  ['', false],
  ['a'.repeat(21), false],
  ['a'.repeat(22), true],
  ['ä'.repeat(22), false],
  [`${'a'.repeat(22)}\n`, false],
])('%j as what a phone calls itself: %s', (text, right) => {
  expect(PHONE_TOKEN.test(text as string)).toBe(right);
});
