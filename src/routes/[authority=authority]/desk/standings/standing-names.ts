import type { StandingKind } from '$lib/promise/standing.ts';

/** The standings as the desk calls them, in the words of young people's pages. */
export const standingNames: Record<StandingKind, string> = {
  kept: 'Kept',
  'not-yet': 'Not yet',
  cannot: 'We can’t',
};
