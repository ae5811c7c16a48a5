import type { Db, Trx } from '../platform/database.ts';
import type { PromiseFile, ThemeKind } from './promise.ts';
import './promise.table.ts';

/** A commitment without its words, and which theme it is in. */
export type CommitmentFacts = PromiseFile['themes'][number]['commitments'][number] & { theme: string };

/** What a promise is made of, as it is kept, in its own order. */
export async function findPromiseRows(db: Db, authorityId: string) {
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
  return { themes, commitments };
}

/** An authority's promise without its words, in its own order. */
export async function findPromiseFacts(db: Db, authorityId: string): Promise<PromiseFile> {
  const { themes, commitments } = await findPromiseRows(db, authorityId);
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
