import { countHeldBy, findHeldBy } from '$lib/reviews/held-by.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

function readAfter(text: string | null): { reference: string; seriesId: string } | null {
  const match = /^(.{1,16})~([\w-]{1,80})$/u.exec(text ?? '');
  return match ? { reference: match[1] ?? '', seriesId: match[2] ?? '' } : null;
}

/** For administrators: who holds how many reviews, and those that nobody who is active holds. References and dates only. */
export const load = asStaff('manage-people', async ({ params, locals, url }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const asked = url.searchParams.get('officer');
  const after = readAfter(url.searchParams.get('after'));
  const holders = await countHeldBy(db, params.authority);
  const officer = holders.find(({ officerId }) => officerId !== null && officerId === asked) ?? null;
  const { series, next } = await findHeldBy(db, params.authority, officer?.officerId ?? null, after);
  return { holders, officer, series, next: next && `${next.reference}~${next.seriesId}` };
});
