import { toDay } from './clock.ts';

export type PeriodLength = 'quarter' | 'half-year' | 'year';

/**
 * A quarter, half or whole of the financial year (1 April to 31 March): `2026-Q2` is July to September 2026, `2026-H1`
 * April to September 2026, `2026-Y` April 2026 to March 2027. Quarters are calendar quarters; the longer ones are made
 * of them.
 */
export interface Period {
  id: string;
  /** First day, and the first day after it: `YYYY-MM-DD`. */
  from: string;
  before: string;
}

const DAY = 86_400_000;
const MONTHS_IN: Record<PeriodLength, number> = { quarter: 3, 'half-year': 6, year: 12 };

const iso = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** Kind, and how many there are of it in a year. */
const SHAPE = /^(\d{4})-(?:Q([1-4])|H([12])|(Y))$/;

/** @returns null when the text is not a period. */
export function parsePeriod(id: string): Period | null {
  const match = SHAPE.exec(id);
  if (!match) return null;
  const [, year, quarter, half] = match;
  const months = MONTHS_IN[quarter ? 'quarter' : half ? 'half-year' : 'year'];
  const firstMonth = 3 + (Number(quarter ?? half ?? 1) - 1) * months;
  return { id, from: iso(Number(year), firstMonth), before: iso(Number(year), firstMonth + months) };
}

/** @throws RangeError for what is no period: rows hold nothing else. */
export function periodIn(id: string): Period {
  const period = parsePeriod(id);
  if (!period) throw new RangeError(`No period: ${id}.`);
  return period;
}

export function lengthOf({ id }: Pick<Period, 'id'>): PeriodLength {
  return id.includes('Q') ? 'quarter' : id.includes('H') ? 'half-year' : 'year';
}

/** The ids of the quarters a period is made of, oldest first. */
export function quartersIn({ id, from, before }: Period): string[] {
  const year = id.slice(0, 4);
  return [1, 2, 3, 4]
    .map((number) => periodIn(`${year}-Q${number}`))
    .filter((quarter) => quarter.from >= from && quarter.before <= before)
    .map((quarter) => quarter.id);
}

/** The financial year a period lies in: published figures are held against each other within it. */
export function yearOf({ id }: Pick<Period, 'id'>): Period {
  return periodIn(`${id.slice(0, 4)}-Y`);
}

/** The quarter an instant lies in, in England. */
export function periodOf(instant: Date): Period {
  const day = new Date(`${toDay(instant)}T00:00:00Z`);
  const months = day.getUTCMonth() - 3;
  const year = day.getUTCFullYear() - (months < 0 ? 1 : 0);
  const quarter = Math.floor(((months + 12) % 12) / 3) + 1;
  return periodIn(`${year}-Q${quarter}`);
}

/** The period of a length that an instant lies in. */
function periodOfLength(length: PeriodLength, instant: Date): Period {
  const quarter = periodOf(instant);
  const year = quarter.id.slice(0, 4);
  if (length === 'quarter') return quarter;
  return periodIn(length === 'year' ? `${year}-Y` : `${year}-H${/[12]$/.test(quarter.id) ? 1 : 2}`);
}

/** The period of the same length just before. */
export function periodBefore(period: Period): Period {
  return periodOfLength(lengthOf(period), new Date(Date.parse(period.from) - DAY));
}

/** The same period a year before. */
export function sameYearBefore({ id }: Period): Period {
  return periodIn(`${String(Number(id.slice(0, 4)) - 1).padStart(4, '0')}${id.slice(4)}`);
}

/** The periods that have ended, newest first. Only they are summarised: a published figure never changes. */
export function endedPeriods(today: Date, count: number, length: PeriodLength = 'quarter'): Period[] {
  const periods: Period[] = [];
  let current = periodOfLength(length, today);
  while (periods.length < count) {
    current = periodBefore(current);
    periods.push(current);
  }
  return periods;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "July to September 2026", "October 2026 to March 2027": the desk is in English. */
export function periodName({ from, before }: Period): string {
  const first = new Date(`${from}T00:00:00Z`);
  const last = new Date(new Date(`${before}T00:00:00Z`).getTime() - 1);
  const firstYear = first.getUTCFullYear() === last.getUTCFullYear() ? '' : ` ${first.getUTCFullYear()}`;
  return `${MONTHS[first.getUTCMonth()]}${firstYear} to ${MONTHS[last.getUTCMonth()]} ${last.getUTCFullYear()}`;
}
