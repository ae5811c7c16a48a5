import type { Authority } from '../authorities/authority.ts';
import { findTexts, textsOf } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Commitment, PromiseFile, Theme, ThemeKind } from './promise.ts';
import './promise.table.ts';

/** A commitment without its words, and which theme it is in. */
export type CommitmentFacts = PromiseFile['themes'][number]['commitments'][number] & { theme: string };

/** An authority's whole promise, in its own order and in one language. */
export async function findPromise(db: Db, authority: Authority, lang: Lang): Promise<Theme[]> {
  const { authorityId, settings } = authority;
  const themes = await db
    .selectFrom('themes')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  const commitments = await db
    .selectFrom('commitments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
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

/** An authority's promise without its words, in its own order. */
export async function findPromiseFacts(db: Db, authorityId: string): Promise<PromiseFile> {
  const themes = await db
    .selectFrom('themes')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  const commitments = await db
    .selectFrom('commitments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  return {
    themes: themes.map((theme) => ({
      id: theme.theme_id,
      kind: theme.kind as ThemeKind,
      commitments: commitments
        .filter((row) => row.theme_id === theme.theme_id)
        .map((row) => ({
          id: row.commitment_id,
          ref: row.ref,
          source: { key: row.source_key, section: row.source_section },
        })),
    })),
  };
}

/** The place after everything there is: themes and commitments share one order. */
async function placeAfterAll(trx: Trx, authorityId: string): Promise<number> {
  const places: number[] = [];
  for (const table of ['themes', 'commitments'] as const) {
    const { last } = await trx
      .selectFrom(table)
      .select((eb) => eb.fn.max('position').as('last'))
      .where('authority_id', '=', authorityId)
      .executeTakeFirstOrThrow();
    places.push(Number(last ?? 0));
  }
  return Math.max(...places) + 1;
}

/** Changes one heading of a promise, or adds it after the others. */
export async function writeTheme(
  trx: Trx,
  authorityId: string,
  theme: { id: string; kind: ThemeKind },
): Promise<void> {
  const position = await placeAfterAll(trx, authorityId);
  await trx
    .insertInto('themes')
    .values({ authority_id: authorityId, theme_id: theme.id, kind: theme.kind, position })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'theme_id']).doUpdateSet({ kind: theme.kind }),
    )
    .execute();
}

/** Changes one statement of a promise, or adds it after the others of its theme. */
export async function writeCommitment(trx: Trx, authorityId: string, facts: CommitmentFacts): Promise<void> {
  const changed = {
    theme_id: facts.theme,
    ref: facts.ref,
    source_key: facts.source.key,
    source_section: facts.source.section,
  };
  const position = await placeAfterAll(trx, authorityId);
  await trx
    .insertInto('commitments')
    .values({ authority_id: authorityId, commitment_id: facts.id, position, ...changed })
    .onConflict((conflict) => conflict.columns(['authority_id', 'commitment_id']).doUpdateSet(changed))
    .execute();
}

export async function deleteTheme(trx: Trx, authorityId: string, id: string): Promise<void> {
  await trx.deleteFrom('themes').where('authority_id', '=', authorityId).where('theme_id', '=', id).execute();
}

export async function deleteCommitment(trx: Trx, authorityId: string, id: string): Promise<void> {
  await trx
    .deleteFrom('commitments')
    .where('authority_id', '=', authorityId)
    .where('commitment_id', '=', id)
    .execute();
}
