/** Tells the time. Passed in wherever time matters, so that tests and seeds can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** An instant as both databases keep it: ISO-8601 in UTC, so that text order is time order. */
export function toInstant(date: Date): string {
  return date.toISOString();
}

/** A calendar day in UTC, `YYYY-MM-DD`. */
export function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The instant so many minutes after `date`. */
export function minutesAfter(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}
