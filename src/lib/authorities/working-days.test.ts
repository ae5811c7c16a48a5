import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDay } from '../platform/clock.ts';
import {
  addWorkingDays,
  bankHolidaysKnown,
  isWorkingDay,
  KNOWN_YEARS,
  runsOutBefore,
  workingDaysBefore,
  workingDaysBetween,
} from './working-days.ts';

/** Bank holidays in England and Wales as gov.uk/bank-holidays lists them, substitutes included; 2028 by the same rules. */
const bankHolidays: Record<number, string> = {
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
};

/** Years whose holidays were moved or added once. */
const once: Record<number, string> = {
  1978: '01-02 03-24 03-27 05-01 05-29 08-28 12-25 12-26',
  1981: '01-01 04-17 04-20 05-04 05-25 07-29 08-31 12-25 12-28',
  1995: '01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26',
  1999: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31',
  2002: '01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26',
  2011: '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27',
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
};

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const plusOne = (date: Date) => new Date(date.getTime() + 86_400_000);

/** Mondays to Fridays of a year on which nobody works. */
function closedWeekdays(year: number): string[] {
  const closed: string[] = [];
  for (let date = at(`${year}-01-01`); date.getUTCFullYear() === year; date = plusOne(date)) {
    const weekday = date.getUTCDay() % 6 !== 0;
    if (weekday && !isWorkingDay(date)) closed.push(toDay(date).slice(5));
  }
  return closed;
}

const after = (day: string, count: number) => toDay(addWorkingDays(at(day), count));

describe('bank holidays', () => {
  test.each(Object.entries({ ...bankHolidays, ...once }))('of %s', (year, days) => {
    expect(closedWeekdays(Number(year)).join(' ')).toBe(days);
  });

  test('are known from the first early May holiday, and not for ever', () => {
    const asked = ['1977-12-31', '1978-01-01', '2035-12-31', '2036-01-01', '9999-12-31'];
    expect(asked.map(bankHolidaysKnown)).toEqual([false, true, true, false, false]);
  });

  test('of every known year are eight weekdays or, where one was added once, nine; in 2022 ten', () => {
    const added: Record<number, number> = { 1981: 1, 1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1 };
    for (let year: number = KNOWN_YEARS.from; year <= KNOWN_YEARS.until; year += 1) {
      expect(closedWeekdays(year), String(year)).toHaveLength(8 + (added[year] ?? 0));
    }
  });

  test('nobody works at a weekend', () => {
    expect([isWorkingDay(at('2026-07-04')), isWorkingDay(at('2026-07-05'))]).toEqual([false, false]);
  });

  test('the time of day does not matter', () => {
    expect(isWorkingDay(new Date('2026-12-25T00:00:00Z'))).toBe(false);
    expect(isWorkingDay(new Date('2026-12-25T23:59:59Z'))).toBe(false);
  });
});

describe('adding working days', () => {
  test.each([
    ['within a week', '2026-07-06', 3, '2026-07-09'],
    ['over a weekend', '2026-07-10', 1, '2026-07-13'],
    ['from a Saturday', '2026-07-11', 1, '2026-07-13'],
    ['over Christmas with a substitute day', '2026-12-24', 1, '2026-12-29'],
    ['over Christmas and New Year', '2026-12-24', 5, '2027-01-05'],
    ['over a Christmas at the weekend', '2027-12-24', 1, '2027-12-29'],
    ['over Good Friday and Easter Monday', '2026-04-02', 1, '2026-04-07'],
    ['a week over Easter', '2026-03-31', 5, '2026-04-09'],
    ['over the early May holiday', '2026-05-01', 2, '2026-05-06'],
    ['none', '2026-07-11', 0, '2026-07-11'],
  ])('%s', (_, from, count, day) => {
    expect(after(from, count)).toBe(day);
  });

  test('ends on a working day, later than it began', () => {
    const days = fc.date({ min: at('2020-01-01'), max: at('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const end = addWorkingDays(from, count);
        expect(isWorkingDay(end)).toBe(true);
        expect(toDay(end) > toDay(from)).toBe(true);
      }),
    );
  });

  test('three and then four are seven', () => {
    const days = fc.date({ min: at('2020-01-01'), max: at('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (from) => {
        expect(addWorkingDays(addWorkingDays(from, 3), 4)).toEqual(addWorkingDays(from, 7));
      }),
    );
  });

  test('leaves the day it was given as it was', () => {
    const from = at('2026-12-24');
    addWorkingDays(from, 10);
    expect(from).toEqual(at('2026-12-24'));
  });
});

test('working days before a day: from there so many have gone by, from the day after they have not', () => {
  const days = fc.date({ min: at('2020-01-01'), max: at('2035-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (by, count) => {
      const last = workingDaysBefore(by, count);
      const next = new Date(last.getTime() + 86_400_000);
      expect(toDay(addWorkingDays(last, count)) <= toDay(by)).toBe(true);
      expect(toDay(addWorkingDays(next, count)) > toDay(by)).toBe(true);
    }),
  );
});

describe('counting back', () => {
  const someDay = fc
    .integer({ min: 0, max: 3_000 })
    .map((days) => at('2021-01-01').getTime() + days * 86_400_000);
  const day = (ms: number) => toDay(new Date(ms));

  test('what began before the day has run out, what began on it has not', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (ms, count) => {
        const first = runsOutBefore(day(ms), count);
        expect(after(first, count) >= day(ms)).toBe(true);
        expect(after(day(at(first).getTime() - 86_400_000), count) < day(ms)).toBe(true);
      }),
    );
  });

  test('the days between a day and so many working days after it are so many', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 60 }), (ms, count) => {
        expect(workingDaysBetween(day(ms), after(day(ms), count))).toBe(count);
      }),
    );
  });
});
