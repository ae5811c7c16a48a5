import { startOfDay, toDay } from '../platform/clock.ts';
import { KEPT_DAYS } from './review.ts';

const LASTS_DAYS = 30;

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * When a code given now stops working: at the end of the thirtieth day, or, where its review was held already, with the
 * day on which everything of that review is shredded, whichever comes first.
 */
export function codeExpiry(at: Date, heldOn: string | null): Date {
  const inThirtyDays = daysAfter(toDay(at), LASTS_DAYS + 1);
  const afterShredding = heldOn === null ? inThirtyDays : daysAfter(heldOn, KEPT_DAYS + 1);
  return startOfDay(inThirtyDays < afterShredding ? inThirtyDays : afterShredding);
}
