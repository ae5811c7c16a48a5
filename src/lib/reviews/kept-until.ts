import { KEPT_DAYS } from './review.ts';

const DAY_MS = 86_400_000;

/** The last day on which what was said and decided at a review can be read here. */
export const keptUntil = (heldOn: string): string =>
  new Date(Date.parse(heldOn) + KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
