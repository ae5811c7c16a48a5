const MONTHS_LATER = 3;

/**
 * The day on which those who said it are asked again: the same day three months on, or that month's last one.
 * @param publishedOn `YYYY-MM-DD`, in England.
 */
export function askAgainDay(publishedOn: string): string {
  const [year = 0, month = 1, day = 1] = publishedOn.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + MONTHS_LATER + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + MONTHS_LATER, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Which asking an answer belongs to. */
export type Asking = 1 | 2;

export function askingOf({ askedAgainAt }: { askedAgainAt: string | null }): Asking {
  return askedAgainAt === null ? 1 : 2;
}
