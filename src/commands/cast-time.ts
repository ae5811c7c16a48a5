import { periodOf } from '../lib/platform/period.ts';
import type { CastMessage } from './cast-file.ts';

/** In milliseconds. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** When a message or decision of the story happens. Quarter 0 counts days back from now. */
export function timeOf({ quarter, day }: Pick<CastMessage, 'quarter' | 'day'>, now: Date): number {
  if (quarter === 0) return now.getTime() - day * DAY;
  let period = periodOf(now);
  for (let back = quarter; back < 0; back += 1) period = periodOf(new Date(Date.parse(period.from) - DAY));
  return Date.parse(period.from) + day * DAY + 10 * HOUR;
}
