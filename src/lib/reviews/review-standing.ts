import type { Review } from './review.ts';

/** How a review stands against its due day. Days are calendar days. */
export type Standing =
  /** 0 days late is in time. */
  | { kind: 'held'; daysLate: number }
  | { kind: 'cancelled' }
  /** Its due day has gone by and it was not held; `plannedOn` may still be to come. */
  | { kind: 'overdue'; daysLate: number }
  /** The day it was planned for has gone by, and nobody has said whether it was held. */
  | { kind: 'not-confirmed'; daysSince: number }
  /** Planned for a day after the due day. */
  | { kind: 'planned-late'; daysLate: number; daysUntil: number }
  | { kind: 'planned-in-time'; daysUntil: number }
  | { kind: 'not-planned'; daysLeft: number };

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** By how many days a day is after the due day; 0 on it and before it. */
export function missedBy(dueOn: string, on: string): number {
  return Math.max(0, daysBetween(dueOn, on));
}

/** @param today `YYYY-MM-DD`, in England. */
export function standingOf(
  { state, dueOn, plannedOn, heldOn }: Pick<Review, 'state' | 'dueOn' | 'plannedOn' | 'heldOn'>,
  today: string,
): Standing {
  if (state === 'cancelled') return { kind: 'cancelled' };
  if (state === 'held') return { kind: 'held', daysLate: missedBy(dueOn, heldOn ?? dueOn) };
  if (missedBy(dueOn, today) > 0) return { kind: 'overdue', daysLate: missedBy(dueOn, today) };
  if (plannedOn === null) return { kind: 'not-planned', daysLeft: daysBetween(today, dueOn) };
  const daysUntil = daysBetween(today, plannedOn);
  if (daysUntil < 0) return { kind: 'not-confirmed', daysSince: -daysUntil };
  const daysLate = missedBy(dueOn, plannedOn);
  return daysLate > 0
    ? { kind: 'planned-late', daysLate, daysUntil }
    : { kind: 'planned-in-time', daysUntil };
}

const count = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** For those at the desk. */
export function standingInWords(standing: Standing): string {
  switch (standing.kind) {
    case 'held':
      return standing.daysLate === 0 ? 'Held in time' : `Held ${count(standing.daysLate)} late`;
    case 'cancelled':
      return 'Cancelled';
    case 'overdue':
      return `${count(standing.daysLate)} late`;
    case 'not-confirmed':
      return `Was planned for ${standing.daysSince === 1 ? 'yesterday' : `${standing.daysSince} days ago`}: was it held?`;
    case 'planned-late':
      return `Planned ${count(standing.daysLate)} after the due day`;
    case 'planned-in-time':
      return standing.daysUntil === 0 ? 'Planned for today' : `Planned, in ${count(standing.daysUntil)}`;
    case 'not-planned':
      return standing.daysLeft === 0
        ? 'Due today, not planned'
        : `Not planned: ${count(standing.daysLeft)} left`;
  }
}
