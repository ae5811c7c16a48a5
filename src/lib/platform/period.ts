import { toDay } from './clock.ts';

/** A quarter of the financial year (1 April to 31 March): `2026-Q2` is July to September 2026. */
export interface Period {
  id: string;
  /** First day, and the first day after it: `YYYY-MM-DD`. */
  from: string;
  before: string;
}

const DAY = 86_400_000;

const iso = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** @returns null when the text is not a quarter. */
export function parsePeriod(id: string): Period | null {
  const match = /^(\d{4})-Q([1-4])$/.exec(id);
  if (!match) return null;
  const year = Number(match[1]);
  const firstMonth = 3 + (Number(match[2]) - 1) * 3;
  return { id, from: iso(year, firstMonth), before: iso(year, firstMonth + 3) };
}

/** The quarter an instant lies in, in England. */
export function periodOf(instant: Date): Period {
  const day = new Date(`${toDay(instant)}T00:00:00Z`);
  const months = day.getUTCMonth() - 3;
  const year = day.getUTCFullYear() - (months < 0 ? 1 : 0);
  const quarter = Math.floor(((months + 12) % 12) / 3) + 1;
  const period = parsePeriod(`${year}-Q${quarter}`);
  if (!period) throw new RangeError(`No quarter for ${instant.toISOString()}.`);
  return period;
}

/** The quarters that have ended, newest first. Only they are summarised: a published figure never changes. */
export function endedPeriods(today: Date, count: number): Period[] {
  const periods: Period[] = [];
  let current = periodOf(today);
  while (periods.length < count) {
    current = periodOf(new Date(Date.parse(current.from) - DAY));
    periods.push(current);
  }
  return periods;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "July to September 2026": the desk is in English. */
export function periodName({ from, before }: Period): string {
  const first = new Date(`${from}T00:00:00Z`);
  const last = new Date(new Date(`${before}T00:00:00Z`).getTime() - 1);
  return `${MONTHS[first.getUTCMonth()]} to ${MONTHS[last.getUTCMonth()]} ${last.getUTCFullYear()}`;
}
