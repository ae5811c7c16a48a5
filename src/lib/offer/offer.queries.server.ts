import * as v from 'valibot';
import { findTexts, textsOf } from '../authorities/texts.queries.server.ts';
import type { Texts } from '../authorities/texts.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import {
  EntitlementFactsSchema,
  type Entitlement,
  type EntitlementFacts,
  type Scope,
} from './entitlement.ts';
import type { EntitlementsTable } from './offer.table.ts';

function rowToEntitlement(row: EntitlementsTable, { fields, lang, stale }: Texts): Entitlement {
  return {
    scope: row.scope as Scope,
    facts: v.parse(EntitlementFactsSchema, JSON.parse(row.facts)),
    title: fields.title ?? '',
    summary: fields.summary ?? '',
    who: fields.who ?? '',
    how: fields.how ?? '',
    bring: fields.bring ?? '',
    note: fields.note ?? '',
    textLang: lang,
    stale,
  };
}

/** Everything an authority's young people can get: what the country gives first, then what the authority adds. */
export async function findOffer(db: Db, authorityId: string, lang: Lang): Promise<Entitlement[]> {
  const rows = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  const texts = await findTexts(db, authorityId, 'entitlement', lang);
  return rows.map((row) => rowToEntitlement(row, textsOf(texts, row.entitlement_id)));
}

export async function findEntitlementIds(db: Db, authorityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('entitlements')
    .select('entitlement_id')
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.entitlement_id);
}

/** Puts an offer in place of the one there was, in this order; its words are loaded apart. */
export async function replaceOffer(
  trx: Trx,
  authorityId: string,
  offer: { scope: Scope; facts: EntitlementFacts }[],
): Promise<void> {
  await trx.deleteFrom('entitlements').where('authority_id', '=', authorityId).execute();
  for (const [position, { scope, facts }] of offer.entries()) {
    await trx
      .insertInto('entitlements')
      .values({
        authority_id: authorityId,
        entitlement_id: facts.id,
        scope,
        need: facts.need,
        position,
        facts: JSON.stringify(facts),
      })
      .execute();
  }
}
