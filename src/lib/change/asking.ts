import { monthsLater } from '../platform/months-later.ts';

const MONTHS_LATER = 3;

/**
 * The day on which those who said it are asked again: the same day three months on, or that month's last one.
 * @param publishedOn `YYYY-MM-DD`, in England.
 */
export function askAgainDay(publishedOn: string): string {
  return monthsLater(publishedOn, MONTHS_LATER);
}

/** Which asking an answer belongs to. */
export type Asking = 1 | 2;

export function askingOf({ askedAgainAt }: { askedAgainAt: string | null }): Asking {
  return askedAgainAt === null ? 1 : 2;
}
