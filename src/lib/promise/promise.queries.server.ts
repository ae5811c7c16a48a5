import type { Authority } from '../authorities/authority.ts';
import { findTexts, textsOf } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findPromiseRows } from './promise-facts.queries.server.ts';
import type { Commitment, PromiseFile, Theme, ThemeKind } from './promise.ts';
import './promise.table.ts';

/** An authority's whole promise, in its own order and in one language. */
export async function findPromise(db: Db, authority: Authority, lang: Lang): Promise<Theme[]> {
  const { authorityId, settings } = authority;
  const { themes, commitments } = await findPromiseRows(db, authorityId);
  const themeTexts = await findTexts(db, authorityId, 'theme', lang);
  const commitmentTexts = await findTexts(db, authorityId, 'commitment', lang);
  const sourceTexts = await findTexts(db, authorityId, 'source', lang);

  const inWords = (row: (typeof commitments)[number]): Commitment => {
    const texts = textsOf(commitmentTexts, row.commitment_id);
    return {
      commitmentId: row.commitment_id,
      themeId: row.theme_id,
      ref: row.ref,
      title: texts.fields.title ?? '',
      meaning: texts.fields.meaning ?? '',
      textLang: texts.lang,
      stale: texts.stale,
      source: {
        title: sourceTexts.get(row.source_key)?.fields.title ?? settings.sources[row.source_key]?.title ?? '',
        section: row.source_section,
        date: settings.sources[row.source_key]?.date ?? null,
      },
    };
  };

  return themes.map((row) => {
    const texts = textsOf(themeTexts, row.theme_id);
    return {
      themeId: row.theme_id,
      kind: row.kind as ThemeKind,
      title: texts.fields.title ?? '',
      summary: texts.fields.summary ?? '',
      textLang: texts.lang,
      stale: texts.stale,
      commitments: commitments.filter(({ theme_id }) => theme_id === row.theme_id).map(inWords),
    };
  });
}

/** Who answers for a commitment by the council's own documents: a role, in English. Many documents name none. */
export async function findOwnerRoles(db: Db, authorityId: string): Promise<Map<string, string>> {
  const texts = await findTexts(db, authorityId, 'commitment', 'en');
  return new Map([...texts].flatMap(([id, { fields }]) => (fields.owner ? [[id, fields.owner]] : [])));
}

/** Which commitments there are, by theme: for checking what a form says. */
export async function findCommitmentIds(db: Db, authorityId: string): Promise<Map<string, string[]>> {
  const themes = await db
    .selectFrom('themes')
    .select('theme_id')
    .where('authority_id', '=', authorityId)
    .execute();
  const rows = await db
    .selectFrom('commitments')
    .select(['theme_id', 'commitment_id'])
    .where('authority_id', '=', authorityId)
    .execute();
  return new Map(
    themes.map(({ theme_id }) => [
      theme_id,
      rows.filter((row) => row.theme_id === theme_id).map((row) => row.commitment_id),
    ]),
  );
}

/** @throws Refusal `not-found` when the authority has made no such commitment. */
export async function mustBePromised(db: Db, authorityId: string, commitmentId: string): Promise<void> {
  const row = await db
    .selectFrom('commitments')
    .select('commitment_id')
    .where('authority_id', '=', authorityId)
    .where('commitment_id', '=', commitmentId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
}

/** Puts a promise in place of the one there was; its words are loaded apart. */
export async function replacePromise(trx: Trx, authorityId: string, promise: PromiseFile): Promise<void> {
  await trx.deleteFrom('commitments').where('authority_id', '=', authorityId).execute();
  await trx.deleteFrom('themes').where('authority_id', '=', authorityId).execute();
  let position = 0;
  for (const theme of promise.themes) {
    position += 1;
    await trx
      .insertInto('themes')
      .values({ authority_id: authorityId, theme_id: theme.id, kind: theme.kind, position })
      .execute();
    for (const commitment of theme.commitments) {
      position += 1;
      await trx
        .insertInto('commitments')
        .values({
          authority_id: authorityId,
          commitment_id: commitment.id,
          theme_id: theme.id,
          ref: commitment.ref,
          position,
          source_key: commitment.source.key,
          source_section: commitment.source.section,
        })
        .execute();
    }
  }
}
