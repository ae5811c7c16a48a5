import { asStaff } from '../../../../guard.server.ts';
import { findReviewPage } from './find-review-page.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('see-reviews', ({ params, locals }: PageServerLoadEvent, person) =>
  findReviewPage(locals.services, person, params.id),
);
