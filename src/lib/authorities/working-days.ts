import { toDay } from '../platform/clock.ts';

/**
 * Bank holidays in England and Wales (gov.uk/bank-holidays), computed: Easter by the Gregorian computus, the
 * rest by rule, with substitute days when one falls on a weekend. One-off holidays are listed, and so are those that
 * were moved for a year (Banking and Financial Dealings Act 1971, section 1).
 */
const ONE_OFF: readonly string[] = [
  '1981-07-29',
  '1999-12-31',
  '2002-06-03',
  '2011-04-29',
  '2012-06-05',
  '2022-06-03',
  '2022-09-19',
  '2023-05-08',
];

/** The early May or the spring holiday was another day in these years. */
const MOVED: Readonly<Record<number, { holiday: 'early-may' | 'spring'; to: string }>> = {
  1995: { holiday: 'early-may', to: '1995-05-08' },
  2002: { holiday: 'spring', to: '2002-06-04' },
  2012: { holiday: 'spring', to: '2012-06-04' },
  2020: { holiday: 'early-may', to: '2020-05-08' },
  2022: { holiday: 'spring', to: '2022-06-02' },
};

/**
 * The years whose bank holidays are known well enough to give somebody a last day by them. The rule holds from 1978, the
 * first year with an early May holiday. Easter Monday, the spring and summer holidays and 26 December are in Schedule 1 of
 * the 1971 Act for good; New Year's Day, early May and some substitute days are proclaimed a year or two before, alike
 * since 1978, and an extra holiday (a jubilee, a coronation) is known no sooner. So: until 2035, and whoever runs this
 * compares gov.uk/bank-holidays each year, adds what is extra above, and then moves the last year on.
 */
export const KNOWN_YEARS = { from: 1978, until: 2035 } as const;

/** @param day `YYYY-MM-DD`. */
export function bankHolidaysKnown(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year >= KNOWN_YEARS.from && year <= KNOWN_YEARS.until;
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month - 1, day));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function plusDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}

/** Easter Sunday (Meeus, Jones and Butcher). */
function easter(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return utc(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

function firstMonday(year: number, month: number): Date {
  const first = utc(year, month, 1);
  return plusDays(first, (8 - first.getUTCDay()) % 7);
}

function lastMonday(year: number, month: number): Date {
  const last = utc(year, month + 1, 0);
  return plusDays(last, -((last.getUTCDay() + 6) % 7));
}

const known = new Map<number, Set<string>>();

function bankHolidays(year: number): Set<string> {
  const holidays = known.get(year) ?? computeBankHolidays(year);
  known.set(year, holidays);
  return holidays;
}

function computeBankHolidays(year: number): Set<string> {
  const sunday = easter(year);
  const moved = MOVED[year];
  const days = [
    plusDays(sunday, -2),
    plusDays(sunday, 1),
    moved?.holiday === 'early-may' ? new Date(moved.to) : firstMonday(year, 5),
    moved?.holiday === 'spring' ? new Date(moved.to) : lastMonday(year, 5),
    lastMonday(year, 8),
  ];
  const taken = new Set(days.map(iso));
  for (const fixed of [utc(year, 1, 1), utc(year, 12, 25), utc(year, 12, 26)]) {
    let day = fixed;
    while (day.getUTCDay() === 0 || day.getUTCDay() === 6 || taken.has(iso(day))) day = plusDays(day, 1);
    taken.add(iso(day));
  }
  for (const day of ONE_OFF) if (day.startsWith(String(year))) taken.add(day);
  return taken;
}

export function isWorkingDay(date: Date): boolean {
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !bankHolidays(date.getUTCFullYear()).has(iso(date));
}

/**
 * The last day from which at least `count` working days have gone by at `by`: `addWorkingDays` of it, and of every day
 * before it, is `by` or earlier; of any later day it is not.
 */
export function workingDaysBefore(by: Date, count: number): Date {
  let day = new Date(`${toDay(by)}T00:00:00Z`);
  for (let left = count; left > 0; day = plusDays(day, -1)) if (isWorkingDay(day)) left -= 1;
  return day;
}

/** The day that is `count` working days after the day `from` is in England; that day itself does not count. */
export function addWorkingDays(from: Date, count: number): Date {
  let day = new Date(`${toDay(from)}T00:00:00Z`);
  for (let left = count; left > 0;) {
    day = plusDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** How many working days there are after one day, up to and with another. */
export function workingDaysBetween(after: string, until: string): number {
  let count = 0;
  for (let day = new Date(`${after}T00:00:00Z`); iso(day) < until;) {
    day = plusDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** The first day from which `count` working days have not run out before `today`: what began before it is late. */
export function runsOutBefore(today: string, count: number): string {
  let day = new Date(`${today}T00:00:00Z`);
  for (let used = 0; ;) {
    if (iso(day) < today && isWorkingDay(day)) used += 1;
    if (used >= count) return iso(day);
    day = plusDays(day, -1);
  }
}
