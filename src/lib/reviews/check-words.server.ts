import { findNames } from '../identity/people.queries.server.ts';
import type { Db, Trx } from '../platform/database.ts';
import { findJargon, type FoundTerm } from './find-jargon.ts';
import { jargonOf } from './jargon.queries.server.ts';
import { allWords, type RecordDraft } from './record-draft.ts';

/** The words of the authority's list that stand in a record. What staff are called is not checked. */
export async function findJargonIn(
  db: Db | Trx,
  authorityId: string,
  draft: RecordDraft,
): Promise<FoundTerm[]> {
  const names = [...(await findNames(db as Db, authorityId)).values()];
  return findJargon(allWords(draft), await jargonOf(db as Db, authorityId), names);
}
