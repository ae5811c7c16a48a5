import { notSharedNames } from '$lib/moderation/not-shared-names.ts';

/** What may be done with a point in the end. */
export const shareNames = { yes: 'Yes, release it', ...notSharedNames } as const;
