import { codeNames } from '$lib/reviews/participation.ts';
import { issueOutcomes, issueThemes } from '$lib/reviews/practice-issue.ts';
import { NO_CODE, STILL_OPEN } from '$lib/reviews/review-counts.ts';

const coded = Object.fromEntries(Object.entries(codeNames).map(([code, name]) => [code, `${code}: ${name}`]));

/** Every value of the figures, in words of the desk. */
export const figureNames: Record<string, string> = {
  ...coded,
  [NO_CODE]: 'No code is confirmed',
  came: 'Came and took part (PN1 to PN3)',
  'not-there': 'Took part without coming (PN5, PN6)',
  not: 'Did not take part (PN4, PN7)',
  'left-out': 'Left out: under 4 (PN0), or no code confirmed in time',
  'on-time': 'Held by the day it was due',
  late: 'Held later',
  ...issueThemes,
  ...issueOutcomes,
  [STILL_OPEN]: 'Still open when it was counted',
};
