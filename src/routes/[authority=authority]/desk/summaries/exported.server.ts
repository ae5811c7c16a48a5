import { error, type RequestEvent } from '@sveltejs/kit';
import { countExport } from '$lib/identity/limits.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import type { SummaryDocument } from '$lib/summaries/document.ts';
import { documentFor } from './seen.server.ts';

/** A summary as a file to take away. @throws Refusal `not-found` while the Council has not signed it off. */
export async function exported(
  { locals, setHeaders }: Pick<RequestEvent, 'locals' | 'setHeaders'>,
  person: Person,
  summaryId: string,
  as: { type: string; ending: string; write: (document: SummaryDocument) => string },
): Promise<Response> {
  const { authorityId } = person;
  const { db, limits } = locals.services;
  const wait = await countExport(limits, authorityId, person.personId);
  if (wait > 0) {
    setHeaders({ 'retry-after': String(wait) });
    error(429, { message: 'too often' });
  }
  const document = await documentFor(db, person, summaryId);
  const { state, template, period } = document.summary;
  if (state !== 'published') throw new Refusal('not-found');
  return new Response(as.write(document), {
    headers: {
      'content-type': as.type,
      'content-disposition': `attachment; filename="${authorityId}-${template}-${period.id}.${as.ending}"`,
      'cache-control': 'no-store',
    },
  });
}
