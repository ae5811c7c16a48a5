import { readAfterwards } from '$lib/reviews/read-afterwards.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('hold-reviews', ({ params, locals }: PageServerLoadEvent, person) =>
  readAfterwards(locals.services, person, params.id).then((afterwards) => ({
    ...afterwards,
    reviewId: params.id,
  })),
);
