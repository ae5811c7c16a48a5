import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { may } from '$lib/identity/roles.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import type { SummaryDocument } from '$lib/summaries/document.ts';
import { findNotes, findSummary } from '$lib/summaries/summary.queries.server.ts';

/**
 * A summary as this person may see it: a draft only by those who comment on it, points only by those who read points.
 * @throws Refusal `not-found` for anything else.
 */
export async function documentFor(db: Db, person: Person, summaryId: string): Promise<SummaryDocument> {
  const { authorityId, roles } = person;
  const summary = await findSummary(db, authorityId, summaryId);
  if (summary.state === 'draft' && !may(roles, 'comment-on-summaries')) throw new Refusal('not-found');
  const { name } = await authorityOf(db, authorityId);
  const { body } = summary;
  const themes = may(roles, 'read-points')
    ? body.themes
    : body.themes.map((theme) => ({ ...theme, points: [] }));
  return {
    authority: name,
    summary: { ...summary, body: { ...body, themes } },
    notes: await findNotes(db, authorityId, summaryId),
  };
}
