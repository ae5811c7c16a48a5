import type { Authority } from '../authorities/authority.ts';
import { findTexts, textsOf } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import { conflictsAmong, inTime, yearsIn, type Measure, type MeasureFacts } from './measure.ts';
import type { ShownSource } from './promise.ts';
import './measure.table.ts';

type SourceOf = (source: MeasureFacts['source']) => ShownSource;

async function findSources(db: Db, { authorityId, settings }: Authority, lang: Lang): Promise<SourceOf> {
  const texts = await findTexts(db, authorityId, 'source', lang);
  return ({ key, section }) => ({
    title: texts.get(key)?.fields.title ?? settings.sources[key]?.title ?? '',
    section,
    date: settings.sources[key]?.date ?? null,
  });
}

/** Everything an authority's documents count, in its own order and in one language. */
export async function findMeasures(db: Db, authority: Authority, lang: Lang): Promise<Measure[]> {
  const { authorityId, settings } = authority;
  const rows = await db
    .selectFrom('measures')
    .select('facts')
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  const words = await findTexts(db, authorityId, 'measure', lang);
  const sourceOf = await findSources(db, authority, lang);
  return rows.map((row) => {
    const facts = JSON.parse(row.facts) as MeasureFacts;
    const { fields, lang: textLang, stale } = textsOf(words, facts.id);
    const conflicts = conflictsAmong(facts.points);
    const keys = [facts.source, ...facts.points.flatMap(({ source }) => source ?? [])].map(({ key }) => key);
    const sources = keys.map((key) => settings.sources[key]);
    return {
      facts,
      title: fields.title ?? '',
      meaning: fields.meaning ?? '',
      oddity: (facts.oddity && fields[facts.oddity]) ?? null,
      textLang,
      stale,
      points: inTime(facts.points).map((point) => ({
        ...point,
        from: sourceOf(point.source ?? facts.source),
        conflicting: conflicts.has(point),
      })),
      source: sourceOf(facts.source),
      years: yearsIn(sources.map((source) => source?.period ?? source?.date)),
    };
  });
}

/** The themes that figures are shown under; null is the whole council. */
export async function findMeasuredThemes(db: Db, authorityId: string): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('measures')
    .select('theme_id')
    .distinct()
    .where('authority_id', '=', authorityId)
    .execute();
  return rows.map(({ theme_id }) => theme_id);
}

/** Puts these measures in place of those there were; their words are loaded apart. */
export async function replaceMeasures(
  trx: Trx,
  authorityId: string,
  measures: MeasureFacts[],
): Promise<void> {
  await trx.deleteFrom('measures').where('authority_id', '=', authorityId).execute();
  for (const [position, facts] of measures.entries()) {
    await trx
      .insertInto('measures')
      .values({
        authority_id: authorityId,
        measure_id: facts.id,
        theme_id: facts.theme,
        position,
        facts: JSON.stringify(facts),
      })
      .execute();
  }
}
