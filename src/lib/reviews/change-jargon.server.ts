import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ReviewContext } from './confirm-code.server.ts';
import type { Term } from './default-jargon.ts';
import { parseTerm } from './jargon-form.ts';
import { isSameTerm, jargonOf, TAKEN_OFF } from './jargon.queries.server.ts';

async function put(
  trx: Trx,
  { authorityId, personId }: Person,
  { term, plain }: Term,
  at: Date,
): Promise<void> {
  const changed = { plain, added_by: personId, added_at: toInstant(at) };
  await trx
    .insertInto('jargon')
    .values({ authority_id: authorityId, term, ...changed })
    .onConflict((conflict) => conflict.columns(['authority_id', 'term']).doUpdateSet(changed))
    .execute();
}

/** The word as it is on the list already, or was taken off it: one word has one row. */
async function asListed(trx: Trx, authorityId: string, term: string): Promise<string> {
  const rows = await trx
    .selectFrom('jargon')
    .select('term')
    .where('authority_id', '=', authorityId)
    .execute();
  return rows.find((row) => isSameTerm(row.term, term))?.term ?? term;
}

/** Puts a word on the list, or changes its plain words. @returns why it cannot be taken, by field, or null. */
export async function saveTerm(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  typed: Typed,
): Promise<Faults | null> {
  const parsed = parseTerm(typed);
  if ('faults' in parsed) return parsed.faults;
  const { authorityId, personId } = person;
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const term = await asListed(trx, authorityId, parsed.term.term);
    await put(trx, person, { ...parsed.term, term }, at);
    // Which word is in its row: the record has ids and no words.
    const deed = { actor: personId, action: 'jargon.saved', object: authorityId };
    await record(trx, auditKey, authorityId, deed, at);
  });
  return null;
}

/** Takes a word off the list. @throws Refusal `moved-on` where it is not on it any more. */
export async function takeOffTerm(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  typed: string,
): Promise<void> {
  const { authorityId, personId } = person;
  const listed = (await jargonOf(db, authorityId)).find(({ term }) => isSameTerm(term, typed));
  if (!listed) throw new Refusal('moved-on');
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await put(trx, person, { term: listed.term, plain: TAKEN_OFF }, at);
    const deed = { actor: personId, action: 'jargon.taken-off', object: authorityId };
    await record(trx, auditKey, authorityId, deed, at);
  });
}
