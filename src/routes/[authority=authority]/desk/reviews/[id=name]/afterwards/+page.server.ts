import { readAfterwards } from '$lib/reviews/read-afterwards.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => ({
  ...(await readAfterwards(locals.services, person, params.id)),
  reviewId: params.id,
}));
