import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { findHeldBy } from './coded-reviews.queries.server.ts';
import { toReturn, type Span } from './coded-reviews.ts';
import type { ReviewContext } from './confirm-code.server.ts';

/**
 * The codes that an officer confirmed, of their own reviews alone, as a file for the yearly return: references are in it,
 * so nobody else gets it. That it was taken is in the audit record.
 */
export async function exportCodes(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  span: Span,
): Promise<string> {
  const { authorityId, personId } = person;
  const held = await findHeldBy(db, authorityId, personId, span);
  const reviews = String(held.filter(({ code }) => code !== null).length);
  const deed = { actor: personId, action: 'reviews.exported', object: personId, meta: { ...span, reviews } };
  await db.transaction().execute((trx) => record(trx, auditKey, authorityId, deed, clock()));
  return toReturn(held);
}
