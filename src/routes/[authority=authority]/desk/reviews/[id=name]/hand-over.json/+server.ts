import { handOver } from '$lib/reviews/hand-over.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('hold-reviews', async ({ params, locals }: RequestEvent, person) => {
  const file = await handOver(locals.services, person, params.id);
  return new Response(JSON.stringify(file, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      // The name says nothing of whose it is: it may lie in a folder of downloads for long.
      'content-disposition': `attachment; filename="review-${params.id}.json"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
});
