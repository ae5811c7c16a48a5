import { findNotHappened } from '$lib/reviews/not-happened.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** What young people say did not happen after a review: references and days. Words are on a page each. */
export const load = asStaff('see-not-happened', ({ locals }: PageServerLoadEvent, person) =>
  findNotHappened(locals.services.db, person),
);
