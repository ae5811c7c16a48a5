import { addWorkingDays, workingDaysBefore } from '../authorities/working-days.ts';

/** Whom a late decision reaches, one after the other. */
export const lateSteps = ['owner', 'service-lead', 'advocate'] as const;
export type LateStep = (typeof lateSteps)[number];

/** Working days after the due day at which lateness reaches the service lead and the advocate. */
export interface LateDays {
  serviceLead: number;
  advocate: number;
}

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const plus = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** The first day on which lateness reaches a step: the owner on the first day late, the others so many working days on. */
function reachesOn(step: LateStep, dueOn: string, days: LateDays): string {
  if (step === 'owner') return iso(plus(noon(dueOn), 1));
  return iso(addWorkingDays(noon(dueOn), step === 'service-lead' ? days.serviceLead : days.advocate));
}

/** Whom it has reached by today; nobody while it is not late. */
export function stepsReached(dueOn: string, today: string, days: LateDays): LateStep[] {
  return lateSteps.filter((step) => reachesOn(step, dueOn, days) <= today);
}

/**
 * The latest due day whose lateness has reached a step by today: what is due on it or before is that step's to see. So
 * who may see what is a comparison of days, with nothing stored and no job to wait for.
 */
export function lastDueThatReached(step: LateStep, today: string, days: LateDays): string {
  if (step === 'owner') return iso(plus(noon(today), -1));
  return iso(workingDaysBefore(noon(today), step === 'service-lead' ? days.serviceLead : days.advocate));
}
