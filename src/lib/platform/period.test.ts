import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDay } from './clock.ts';
import {
  endedPeriods,
  lengthOf,
  parsePeriod,
  periodBefore,
  periodIn,
  periodName,
  periodOf,
  quartersIn,
  sameYearBefore,
  yearOf,
} from './period.ts';

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

  test.each([
    '2026-Q0',
    '2026-Q5',
    '2026-q1',
    '26-Q1',
    '2026-Q11',
    ' 2026-Q1',
    '2026',
    '',
    '2026-Q1\n',
    '2026-H0',
    '2026-H3',
    '2026-Y1',
    '2026-y',
    '2026-QH1',
  ])('%j is none', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

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

describe('half-years and years', () => {
  test.each([
    ['2026-H1', '2026-04-01', '2026-10-01', 'April to September 2026', ['2026-Q1', '2026-Q2']],
    ['2026-H2', '2026-10-01', '2027-04-01', 'October 2026 to March 2027', ['2026-Q3', '2026-Q4']],
    [
      '2026-Y',
      '2026-04-01',
      '2027-04-01',
      'April 2026 to March 2027',
      ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
    ],
    ['2026-Q3', '2026-10-01', '2027-01-01', 'October to December 2026', ['2026-Q3']],
  ])('%s runs from %s to before %s and is made of quarters', (id, from, before, name, quarters) => {
    const period = periodIn(id);
    expect(period).toEqual({ id, from, before });
    expect([periodName(period), quartersIn(period)]).toEqual([name, quarters]);
  });

  test('have one before, and the same a year before', () => {
    const befores = ['2026-Q1', '2026-H1', '2026-H2', '2026-Y'].map((id) => periodBefore(periodIn(id)).id);
    expect(befores).toEqual(['2025-Q4', '2025-H2', '2026-H1', '2025-Y']);
    expect(sameYearBefore(periodIn('2026-H2')).id).toBe('2025-H2');
    expect(yearOf(periodIn('2026-Q4')).id).toBe('2026-Y');
    expect(lengthOf(periodIn('2026-Y'))).toBe('year');
  });

  test.each(['half-year', 'year'] as const)(
    'of a %s that runs are not among those that have ended',
    (length) => {
      const days = fc.date({ min: at('2000-01-01'), max: at('2099-12-31'), noInvalidDate: true });
      fc.assert(
        fc.property(days, (today) => {
          const [newest, older] = endedPeriods(today, 2, length);
          expect((newest?.before ?? '') <= toDay(today)).toBe(true);
          expect(older?.before).toBe(newest?.from);
        }),
      );
    },
  );

  test('on 22 November 2026 the newest are April to September, and the year before', () => {
    const newest = (length: 'half-year' | 'year') => endedPeriods(at('2026-11-22'), 1, length)[0]?.id;
    expect([newest('half-year'), newest('year')]).toEqual(['2026-H1', '2025-Y']);
  });
});
