import { isDay } from '../platform/clock.ts';

export const NO_SUCH_DAY = 'There is no such day.';

/** A day, a month or a year that there is, as sources are dated: 2027-02-29 is not. */
export function partialDayExists(day: string): boolean {
  const [, month, date] = /^\d{4}(?:-(\d\d))?(?:-(\d\d))?$/.exec(day) ?? [];
  if (!/^\d{4}/.test(day) || (date === undefined && !/^\d{4}(-\d\d)?$/.test(day))) return false;
  return isDay(`${day.slice(0, 4)}-${month ?? '01'}-${date ?? '01'}`);
}
