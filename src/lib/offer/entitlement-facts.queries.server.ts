import type { Db, Trx } from '../platform/database.ts';
import type { EntitlementFacts, Scope } from './entitlement.ts';
import './offer.table.ts';

/** The facts of every entitlement, in order, as they were written. */
export async function findEntitlementFacts(
  db: Db,
  authorityId: string,
): Promise<{ scope: Scope; facts: EntitlementFacts }[]> {
  const rows = await db
    .selectFrom('entitlements')
    .select(['scope', 'facts'])
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ scope: row.scope as Scope, facts: JSON.parse(row.facts) }));
}

/** Changes the facts of one entitlement, or adds it after the others as the authority's own. */
export async function writeEntitlement(
  trx: Trx,
  authorityId: string,
  facts: EntitlementFacts,
): Promise<void> {
  const changed = { need: facts.need, facts: JSON.stringify(facts) };
  const updated = await trx
    .updateTable('entitlements')
    .set(changed)
    .where('authority_id', '=', authorityId)
    .where('entitlement_id', '=', facts.id)
    .executeTakeFirst();
  if (updated.numUpdatedRows > 0n) return;
  const { last } = await trx
    .selectFrom('entitlements')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('authority_id', '=', authorityId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('entitlements')
    .values({
      authority_id: authorityId,
      entitlement_id: facts.id,
      scope: 'authority',
      position: Number(last ?? 0) + 1,
      ...changed,
    })
    .execute();
}

export async function deleteEntitlement(trx: Trx, authorityId: string, id: string): Promise<void> {
  await trx
    .deleteFrom('entitlements')
    .where('authority_id', '=', authorityId)
    .where('entitlement_id', '=', id)
    .execute();
}
