import { error, type RequestEvent } from '@sveltejs/kit';
import { findAuthority } from '$lib/authorities/authorities.queries.server.ts';
import { countExport } from '$lib/identity/limits.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import type { Summary } from '$lib/summaries/summary.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';

/** A summary as a file to take away. @throws Refusal `not-found` while the Council has not signed it off. */
export async function exported(
  { locals, setHeaders }: Pick<RequestEvent, 'locals' | 'setHeaders'>,
  person: Person,
  summaryId: string,
  as: { type: string; ending: string; write: (summary: Summary, authorityName: string) => string },
): Promise<Response> {
  const { authorityId } = person;
  const { db, limits } = locals.services;
  const wait = await countExport(limits, authorityId, person.personId);
  if (wait > 0) {
    setHeaders({ 'retry-after': String(wait) });
    error(429, { message: 'too often' });
  }
  const authority = await findAuthority(db, authorityId);
  const summary = await findSummary(db, authorityId, summaryId);
  if (!authority || summary.signedOffAt === null) throw new Refusal('not-found');
  return new Response(as.write(summary, authority.name), {
    headers: {
      'content-type': as.type,
      'content-disposition': `attachment; filename="${authorityId}-${summary.period}.${as.ending}"`,
      'cache-control': 'no-store',
    },
  });
}
