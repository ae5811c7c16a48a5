import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { madeFrom } from './made-from.server.ts';
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
    .select(['item_id', 'lang', 'fields', 'made_from'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('lang', 'in', [lang, 'en'])
    .execute();
  const texts = new Map<string, Texts>();
  for (const row of rows.filter((one) => one.lang === 'en')) {
    texts.set(row.item_id, { lang: 'en', fields: JSON.parse(row.fields), stale: false });
  }
  if (lang === 'en') return texts;
  for (const row of rows.filter((one) => one.lang === lang)) {
    const english = texts.get(row.item_id)?.fields;
    const stale = row.made_from !== null && english !== undefined && row.made_from !== madeFrom(english);
    texts.set(row.item_id, { lang, fields: JSON.parse(row.fields), stale });
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

/** The words of one piece in one language, as they are written. */
export interface WrittenTexts {
  kind: TextKind;
  itemId: string;
  lang: Lang;
  fields: Record<string, string>;
  /** Which English this was made from; null for English itself, or where nobody knows. */
  madeFrom: string | null;
}

/** Writes the words of one piece in one language. */
export async function upsertTexts(
  trx: Trx,
  authorityId: string,
  piece: WrittenTexts,
  at: Date,
): Promise<void> {
  const changed = {
    fields: JSON.stringify(piece.fields),
    made_from: piece.madeFrom,
    checked_by: null,
    updated_at: toInstant(at),
  };
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

/** Takes the words of a piece away: in one language, or in all. */
export async function deleteTexts(
  trx: Trx,
  authorityId: string,
  piece: { kind: TextKind; itemId: string; lang?: Lang },
): Promise<void> {
  let gone = trx
    .deleteFrom('content_texts')
    .where('authority_id', '=', authorityId)
    .where('kind', '=', piece.kind)
    .where('item_id', '=', piece.itemId);
  if (piece.lang) gone = gone.where('lang', '=', piece.lang);
  await gone.execute();
}

/** Every word of an authority's content, in every language. */
export async function findAllTexts(db: Db, authorityId: string): Promise<WrittenTexts[]> {
  const rows = await db
    .selectFrom('content_texts')
    .select(['kind', 'item_id', 'lang', 'fields', 'made_from'])
    .where('authority_id', '=', authorityId)
    .execute();
  return rows.map((row) => ({
    kind: row.kind as TextKind,
    itemId: row.item_id,
    lang: row.lang as Lang,
    fields: JSON.parse(row.fields),
    madeFrom: row.made_from,
  }));
}
