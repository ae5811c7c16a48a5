import type { TextKind } from '../authorities/texts.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Typed } from '../platform/forms.ts';
import type { Body, PieceName, Version } from './piece.ts';
import type { ContentDraftsTable, ContentVersionsTable } from './content.table.ts';

/** What a draft keeps: the form as it was typed, so that nothing half-right is lost, and what it was made from. */
export interface DraftBody {
  typed: Typed;
  madeFrom: Body['madeFrom'];
}

export interface Draft extends PieceName, DraftBody {
  version: number;
  basedOn: number;
  by: string;
  at: string;
}

const rowToDraft = (row: ContentDraftsTable): Draft => ({
  kind: row.kind as TextKind,
  id: row.item_id,
  ...(JSON.parse(row.body) as DraftBody),
  version: row.version,
  basedOn: row.based_on,
  by: row.changed_by,
  at: row.changed_at,
});

const rowToVersion = (row: ContentVersionsTable): Version => ({
  number: row.number,
  body: JSON.parse(row.body),
  why: row.why,
  by: row.published_by,
  at: row.published_at,
});

export async function findDraft(db: Db, authorityId: string, { kind, id }: PieceName): Promise<Draft | null> {
  const row = await db
    .selectFrom('content_drafts')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('item_id', '=', id)
    .executeTakeFirst();
  return row ? rowToDraft(row) : null;
}

/** Every draft, the one changed last first. */
export async function findDrafts(db: Db, authorityId: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('content_drafts')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('changed_at', 'desc')
    .execute();
  return rows.map(rowToDraft);
}

/**
 * Saves a draft over the version it was made from (0: there was none).
 * @returns false when another was saved meanwhile; then nothing is written.
 */
export async function putDraft(
  db: Db,
  authorityId: string,
  { kind, id }: PieceName,
  draft: DraftBody & { version: number; basedOn: number; by: string },
  at: Date,
): Promise<boolean> {
  const changed = {
    body: JSON.stringify({ typed: draft.typed, madeFrom: draft.madeFrom }),
    version: draft.version + 1,
    based_on: draft.basedOn,
    changed_by: draft.by,
    changed_at: toInstant(at),
  };
  if (draft.version === 0) {
    const added = await db
      .insertInto('content_drafts')
      .values({ authority_id: authorityId, kind, item_id: id, ...changed })
      .onConflict((conflict) => conflict.columns(['authority_id', 'kind', 'item_id']).doNothing())
      .executeTakeFirst();
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const updated = await db
    .updateTable('content_drafts')
    .set(changed)
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('item_id', '=', id)
    .where('version', '=', draft.version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** Takes a draft away, if it is still the one that was read. @returns false when it is not. */
export async function deleteDraft(
  db: Db,
  authorityId: string,
  { kind, id }: PieceName,
  version: number,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('content_drafts')
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('item_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Every version of a piece, newest first. */
export async function findVersions(db: Db, authorityId: string, { kind, id }: PieceName): Promise<Version[]> {
  const rows = await db
    .selectFrom('content_versions')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('item_id', '=', id)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(rowToVersion);
}

/** The number of the newest version of every piece, by `kind/id`. */
export async function findNewestNumbers(db: Db, authorityId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('content_versions')
    .select(['kind', 'item_id'])
    .select((eb) => eb.fn.max('number').as('number'))
    .where('authority_id', '=', authorityId)
    .groupBy(['kind', 'item_id'])
    .execute();
  return new Map(rows.map((row) => [`${row.kind}/${row.item_id}`, Number(row.number)]));
}

export type NewVersion = PieceName & Omit<Version, 'at'>;

/** SQLite takes at most 32,766 values in one statement: eight for each version. */
const AT_ONCE = 400;

/** Adds versions; one with a number that is taken is a conflict of the database. */
export async function insertVersions(
  trx: Trx,
  authorityId: string,
  versions: readonly NewVersion[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < versions.length; start += AT_ONCE) {
    const rows = versions.slice(start, start + AT_ONCE).map(({ kind, id, number, body, why, by }) => ({
      authority_id: authorityId,
      kind,
      item_id: id,
      number,
      body: JSON.stringify(body),
      why,
      published_by: by,
      published_at: toInstant(at),
    }));
    await trx.insertInto('content_versions').values(rows).execute();
  }
}
