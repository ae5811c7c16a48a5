/** Whether a day (`YYYY-MM-DD`) is one that there is: 2027-02-29 is not. */
export function dayExists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

/** A day, a month or a year, as sources are dated. */
export function partialDayExists(day: string): boolean {
  const [, month, date] = /^\d{4}(?:-(\d\d))?(?:-(\d\d))?$/.exec(day) ?? [];
  if (!/^\d{4}/.test(day) || (date === undefined && !/^\d{4}(-\d\d)?$/.test(day))) return false;
  return dayExists(`${day.slice(0, 4)}-${month ?? '01'}-${date ?? '01'}`);
}
