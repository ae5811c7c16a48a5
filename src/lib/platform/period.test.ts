import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDay } from './clock.ts';
import { endedPeriods, parsePeriod, periodName, periodOf } from './period.ts';

const at = (day: string) => new Date(`${day}T12:00:00Z`);

describe('a quarter', () => {
  test.each([
    ['2026-Q1', '2026-04-01', '2026-07-01'],
    ['2026-Q2', '2026-07-01', '2026-10-01'],
    ['2026-Q3', '2026-10-01', '2027-01-01'],
    ['2026-Q4', '2027-01-01', '2027-04-01'],
  ])('%s runs from %s to before %s', (id, from, before) => {
    expect(parsePeriod(id)).toEqual({ id, from, before });
  });

  test.each(['2026-Q0', '2026-Q5', '2026-q1', '26-Q1', '2026-Q11', ' 2026-Q1', '2026', '', '2026-Q1\n'])(
    '%j is none',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );

  test.each([
    ['2026-03-31', '2025-Q4'],
    ['2026-04-01', '2026-Q1'],
    ['2026-06-30', '2026-Q1'],
    ['2026-07-01', '2026-Q2'],
    ['2026-12-31', '2026-Q3'],
    ['2027-01-01', '2026-Q4'],
  ])('%s lies in %s', (day, id) => {
    expect(periodOf(at(day)).id).toBe(id);
  });

  test('holds every day that lies in it, and the next begins where it ends', () => {
    const days = fc.date({ min: at('2000-01-01'), max: at('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const { from, before } = periodOf(day);
        expect(from <= toDay(day) && toDay(day) < before).toBe(true);
        expect(periodOf(at(before)).from).toBe(before);
      }),
    );
  });

  test('is named by its months', () => {
    expect(periodName(periodOf(at('2026-07-22')))).toBe('July to September 2026');
    expect(periodName(periodOf(at('2027-01-01')))).toBe('January to March 2027');
  });
});

describe('quarters that have ended', () => {
  test('are the ones before this, newest first', () => {
    const ids = endedPeriods(at('2026-11-22'), 4).map(({ id }) => id);
    expect(ids).toEqual(['2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3']);
  });

  test('have all ended', () => {
    const days = fc.date({ min: at('2000-01-01'), max: at('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.nat({ max: 12 }), (today, count) => {
        const ended = endedPeriods(today, count);
        expect(ended).toHaveLength(count);
        expect(ended.every(({ before }) => before <= toDay(today))).toBe(true);
      }),
    );
  });

  test('on the first day of a quarter include the one that ended yesterday', () => {
    expect(endedPeriods(at('2026-10-01'), 1)[0]?.id).toBe('2026-Q2');
  });
});
