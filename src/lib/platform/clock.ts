/** Tells the time. Passed in wherever time matters, so that tests and seeds can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** An instant as both databases keep it: ISO-8601 in UTC, so that text order is time order. */
export function toInstant(date: Date): string {
  return date.toISOString();
}

const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in England at an instant, `YYYY-MM-DD`: councils, deadlines and quarters go by it. */
export function toDay(date: Date): string {
  return LONDON.format(date);
}

/** The instant at which a day begins in England: midnight, an hour before UTC's in summer. */
export function startOfDay(day: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`);
  const hourBefore = new Date(midnight.getTime() - 3_600_000);
  return toDay(hourBefore) === day ? hourBefore : midnight;
}

const LONDON_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The time of day in England at an instant, `HH:MM`. */
export function toTimeOfDay(date: Date): string {
  return LONDON_TIME.format(date);
}

/**
 * The instant at which a clock in England shows this day and time; the first of two where clocks go back, an hour later
 * where they go forward and never show it.
 */
export function instantAt(day: string, time: string): Date {
  const inWinter = new Date(`${day}T${time}:00Z`);
  const inSummer = new Date(inWinter.getTime() - 3_600_000);
  return toDay(inSummer) === day && toTimeOfDay(inSummer) === time ? inSummer : inWinter;
}

/** The instant so many minutes after `date`. */
export function minutesAfter(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}

/** A real calendar day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}
