import type { Db, Trx } from '../platform/database.ts';
import { defaultJargon, type Term } from './default-jargon.ts';
import './jargon.table.ts';

/** What stands in the place of plain words where an authority took a word off the list. */
export const TAKEN_OFF = '';

const byTerm = (one: Term, other: Term) => one.term.localeCompare(other.term, 'en', { sensitivity: 'base' });

/** Whether two are the same word: texts are looked through whatever the capitals. */
export const isSameTerm = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * The words an authority keeps out of records, by their letters, each with its plain words: the list that comes with the
 * app, with what the authority added, changed and took off laid over it. So what the list that comes with it gains
 * later, reaches every authority.
 */
export async function jargonOf(db: Db | Trx, authorityId: string): Promise<Term[]> {
  const own = await db
    .selectFrom('jargon')
    .select(['term', 'plain'])
    .where('authority_id', '=', authorityId)
    .execute();
  const untouched = defaultJargon.filter(({ term }) => !own.some((one) => isSameTerm(one.term, term)));
  return [...untouched, ...own.filter(({ plain }) => plain !== TAKEN_OFF)].sort(byTerm);
}
