import type { Person } from '$lib/identity/person.ts';
import { findNextDraft } from '$lib/moderation/drafts.queries.server.ts';
import type { Point } from '$lib/moderation/point.ts';
import type { Db } from '$lib/platform/database.ts';

/** Where somebody lands who has done with a draft: at the next one in their list, or at the list. */
export async function nextDraftAddress(
  db: Db,
  { authorityId, personId }: Person,
  done: Pick<Point, 'pointId' | 'draftedAt'>,
): Promise<string> {
  const next = await findNextDraft(db, authorityId, personId, done);
  return `/${authorityId}/desk/points${next ? `/${next}` : ''}`;
}
