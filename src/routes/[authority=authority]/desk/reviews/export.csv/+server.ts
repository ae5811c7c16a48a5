import { error } from '@sveltejs/kit';
import { countExport } from '$lib/identity/limits.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { parseSpan } from '$lib/reviews/coded-reviews.ts';
import { exportCodes } from '$lib/reviews/export-codes.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('hold-reviews', async ({ locals, url, setHeaders }: RequestEvent, person) => {
  const { services } = locals;
  const parsed = parseSpan(Object.fromEntries(url.searchParams), toDay(services.clock()));
  if ('faults' in parsed) return new Response(Object.values(parsed.faults).join(' '), { status: 400 });
  const wait = await countExport(services.limits, person.authorityId, person.personId);
  if (wait > 0) {
    setHeaders({ 'retry-after': String(wait) });
    error(429, { message: 'too often' });
  }
  const { from, to } = parsed.span;
  return new Response(await exportCodes(services, person, parsed.span), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${person.authorityId}-reviews-${from}-${to}.csv"`,
      'cache-control': 'no-store',
    },
  });
});
