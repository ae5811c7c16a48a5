import * as v from 'valibot';
import { findTexts, findTextTimes, textsOf } from '../authorities/texts.queries.server.ts';
import type { Texts } from '../authorities/texts.ts';
import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { ServiceFactsSchema, type Service, type ServiceFacts } from './service.ts';
import type { ServicesTable } from './services.table.ts';

function rowToService(
  row: ServicesTable,
  { fields, lang, stale }: Texts,
  wordsAt: string | undefined,
): Service {
  return {
    facts: v.parse(ServiceFactsSchema, JSON.parse(row.facts)),
    title: fields.title ?? '',
    summary: fields.summary ?? '',
    who: fields.who ?? '',
    how: fields.how ?? '',
    where: fields.where ?? '',
    times: fields.times ?? '',
    textLang: lang,
    stale,
    changedAt: (wordsAt ?? '') > row.changed_at ? wordsAt! : row.changed_at,
  };
}

const rowsOf = (db: Db, authorityId: string) =>
  db
    .selectFrom('services')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .orderBy('service_id');

/** Every service, scheme, group and event of an authority. */
export async function findServices(db: Db, authorityId: string, lang: Lang): Promise<Service[]> {
  const rows = await rowsOf(db, authorityId).execute();
  const texts = await findTexts(db, authorityId, 'service', lang);
  const times = await findTextTimes(db, authorityId, 'service');
  return rows.map((row) =>
    rowToService(row, textsOf(texts, row.service_id), times.get(`${row.service_id} ${lang}`)),
  );
}

export async function findServiceIds(db: Db, authorityId: string): Promise<string[]> {
  return (await rowsOf(db, authorityId).execute()).map((row) => row.service_id);
}

/** The facts of every service, in order, as they were written. */
export async function findServiceFacts(db: Db, authorityId: string): Promise<ServiceFacts[]> {
  return (await rowsOf(db, authorityId).execute()).map((row) => JSON.parse(row.facts) as ServiceFacts);
}

export async function deleteService(trx: Trx, authorityId: string, id: string): Promise<void> {
  await trx
    .deleteFrom('services')
    .where('authority_id', '=', authorityId)
    .where('service_id', '=', id)
    .execute();
}

/** Writes the facts of one service; its words are written apart. A new one comes last. */
export async function upsertService(
  trx: Trx,
  authorityId: string,
  facts: ServiceFacts,
  at: Date,
): Promise<void> {
  const last = await trx
    .selectFrom('services')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  const changed = { facts: JSON.stringify(facts), changed_at: toInstant(at) };
  await trx
    .insertInto('services')
    .values({
      authority_id: authorityId,
      service_id: facts.id,
      position: (last?.position ?? -1) + 1,
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'service_id']).doUpdateSet(changed))
    .execute();
}

/**
 * Puts the services of an authority's files in place of those there were, in this order. What is as it was keeps the
 * time at which it was changed.
 */
export async function replaceServices(
  trx: Trx,
  authorityId: string,
  services: readonly ServiceFacts[],
  at: Date,
): Promise<void> {
  const rows = await rowsOf(trx, authorityId).execute();
  const before = new Map(rows.map((row) => [row.service_id, row]));
  await trx.deleteFrom('services').where('authority_id', '=', authorityId).execute();
  for (const [position, one] of services.entries()) {
    const facts = JSON.stringify(one);
    const old = before.get(one.id);
    await trx
      .insertInto('services')
      .values({
        authority_id: authorityId,
        service_id: one.id,
        position,
        facts,
        changed_at: old?.facts === facts ? old.changed_at : toInstant(at),
      })
      .execute();
  }
}
