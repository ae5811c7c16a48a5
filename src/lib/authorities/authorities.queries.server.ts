import * as v from 'valibot';
import { toDay, toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AuthoritiesTable } from './authorities.table.ts';
import { AuthoritySettingsSchema, type Authority, type AuthoritySettings } from './authority.ts';

function rowToAuthority(row: AuthoritiesTable): Authority {
  const settings = v.parse(AuthoritySettingsSchema, JSON.parse(row.settings));
  return { authorityId: row.authority_id, name: row.name, settings };
}

export async function findAuthority(db: Db, authorityId: string): Promise<Authority | null> {
  const row = await db
    .selectFrom('authorities')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  return row ? rowToAuthority(row) : null;
}

/** @throws Refusal `not-found` when there is no such authority. */
export async function authorityOf(db: Db, authorityId: string): Promise<Authority> {
  const authority = await findAuthority(db, authorityId);
  if (!authority) throw new Refusal('not-found');
  return authority;
}

export async function findAuthorities(db: Db): Promise<Authority[]> {
  const rows = await db.selectFrom('authorities').selectAll().orderBy('name').execute();
  return rows.map(rowToAuthority);
}

/** Adds an authority or brings its settings up to date. @returns true when it is new. */
export async function upsertAuthority(trx: Trx, settings: AuthoritySettings, at: Date): Promise<boolean> {
  const existing = await findAuthority(trx, settings.id);
  const values = { name: settings.name, settings: JSON.stringify(settings) };
  if (existing) {
    await trx.updateTable('authorities').set(values).where('authority_id', '=', settings.id).execute();
    return false;
  }
  await trx
    .insertInto('authorities')
    .values({ authority_id: settings.id, ...values, content_version: 1, created_at: toInstant(at) })
    .execute();
  return true;
}

/** Says that what the public sees of an authority has changed: pages made before are made anew. */
export async function touchContent(trx: Trx, authorityId: string): Promise<void> {
  await trx
    .updateTable('authorities')
    .set((eb) => ({ content_version: eb('content_version', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .execute();
}

/** Every authority's content version: it goes up with each change of what the public sees. */
export async function findContentVersions(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('authorities').select(['authority_id', 'content_version']).execute();
  return new Map(rows.map((row) => [row.authority_id, row.content_version]));
}

const DAY_MS = 86_400_000;

/** Versions that also go up at midnight in England: pages say what is due, begins or is out of date on a day. */
export function versionsOn(versions: Map<string, number>, now: Date): Map<string, number> {
  const day = Date.parse(toDay(now)) / DAY_MS;
  return new Map([...versions].map(([authorityId, version]) => [authorityId, version * 100_000 + day]));
}
