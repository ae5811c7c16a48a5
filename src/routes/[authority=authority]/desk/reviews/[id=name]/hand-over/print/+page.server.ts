import { handOver } from '$lib/reviews/hand-over.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const file = await handOver(locals.services, person, params.id);
  return { file, back: `/${params.authority}/desk/reviews/${params.id}/hand-over` };
});
