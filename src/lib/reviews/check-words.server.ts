import { findNames } from '../identity/people.queries.server.ts';
import type { Db, Trx } from '../platform/database.ts';
import { defaultJargon, type Term } from './default-jargon.ts';
import { findJargon, type FoundTerm } from './find-jargon.ts';
import './jargon.table.ts';
import { allWords, type RecordDraft } from './record-draft.ts';

/** The words an authority does not want in a record: its own list, or the one it begins with. */
export async function findTerms(db: Db | Trx, authorityId: string): Promise<readonly Term[]> {
  const rows = await db
    .selectFrom('jargon')
    .select(['term', 'plain'])
    .where('authority_id', '=', authorityId)
    .orderBy('term')
    .execute();
  return rows.length > 0 ? rows : defaultJargon;
}

/** Those of them that stand in a record. What staff are called is not checked. */
export async function findJargonIn(
  db: Db | Trx,
  authorityId: string,
  draft: RecordDraft,
): Promise<FoundTerm[]> {
  const names = [...(await findNames(db as Db, authorityId)).values()];
  return findJargon(allWords(draft), await findTerms(db, authorityId), names);
}
