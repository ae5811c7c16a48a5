import { findAuthority } from '$lib/authorities/authorities.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import type { Summary } from '$lib/summaries/summary.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';

/** A summary as a file to take away. @throws Refusal `not-found` while the Council has not signed it off. */
export async function exported(
  db: Db,
  authorityId: string,
  summaryId: string,
  as: { type: string; ending: string; write: (summary: Summary, authorityName: string) => string },
): Promise<Response> {
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
