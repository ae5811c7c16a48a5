import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { TextKind, Texts } from './texts.ts';

/** All words of one kind, by item; English where the language has none yet, and it says so in `lang`. */
export async function findTexts(
  db: Db,
  authorityId: string,
  kind: TextKind,
  lang: Lang,
): Promise<Map<string, Texts>> {
  const rows = await db
    .selectFrom('content_texts')
    .select(['item_id', 'lang', 'fields'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('lang', 'in', [lang, 'en'])
    .execute();
  const texts = new Map<string, Texts>();
  for (const row of rows) {
    if (row.lang !== lang && texts.has(row.item_id)) continue;
    texts.set(row.item_id, { lang: row.lang as Lang, fields: JSON.parse(row.fields) });
  }
  return texts;
}

/** When the words of each piece of a kind were last written, by `<item> <lang>`: instants. */
export async function findTextTimes(
  db: Db,
  authorityId: string,
  kind: TextKind,
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('content_texts')
    .select(['item_id', 'lang', 'updated_at'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .execute();
  return new Map(rows.map((row) => [`${row.item_id} ${row.lang}`, row.updated_at]));
}

/** @throws Refusal `not-found` when there is no such piece in any language. */
export function textsOf(texts: Map<string, Texts>, itemId: string): Texts {
  const found = texts.get(itemId);
  if (!found) throw new Refusal('not-found');
  return found;
}

/** Writes the words of one piece in one language. */
export async function upsertTexts(
  trx: Trx,
  authorityId: string,
  piece: { kind: TextKind; itemId: string; lang: Lang; fields: Record<string, string> },
  at: Date,
): Promise<void> {
  const changed = { fields: JSON.stringify(piece.fields), checked_by: null, updated_at: toInstant(at) };
  await trx
    .insertInto('content_texts')
    .values({
      authority_id: authorityId,
      kind: piece.kind,
      item_id: piece.itemId,
      lang: piece.lang,
      ...changed,
    })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'kind', 'item_id', 'lang']).doUpdateSet(changed),
    )
    .execute();
}

/** The fields of a piece in every language it has, for editing side by side. */
export async function findPiece(
  db: Db,
  authorityId: string,
  kind: TextKind,
  itemId: string,
): Promise<Partial<Record<Lang, Record<string, string>>>> {
  const rows = await db
    .selectFrom('content_texts')
    .select(['lang', 'fields'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('item_id', '=', itemId)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.lang, JSON.parse(row.fields)]));
}
