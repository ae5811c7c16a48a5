import { authorityOf } from '../authorities/authorities.queries.server.ts';
import { findAllTexts } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { listed } from './file-shapes.server.ts';
import { findLivePieces, type LivePiece } from './live.server.ts';
import { kindNamed } from './kinds.server.ts';
import type { Fields } from './piece.ts';

type Json = Record<string, unknown>;

/** The fields a kind shows, in its order: the same words always make the same bytes. */
function inOrder(kind: string, fields: Fields): Fields {
  const names = kindNamed(kind)?.words ?? [];
  const there = names.filter(({ name, mayBeMissing }) => fields[name] || (!mayBeMissing && name in fields));
  return Object.fromEntries(there.map(({ name }) => [name, fields[name] ?? '']));
}

const themeOf = (piece: LivePiece) => (piece.body.facts as { theme: string }).theme;

function promiseFile(themes: LivePiece[], commitments: LivePiece[]): Json {
  return {
    themes: themes.map(({ id, body }) => ({
      ...(body.facts as Json),
      commitments: commitments
        .filter((one) => themeOf(one) === id)
        .map(({ body: { facts } }) => {
          const { theme: _, ...rest } = facts as Json;
          return rest;
        }),
    })),
  };
}

function promiseWords(lang: Lang, themes: LivePiece[], commitments: LivePiece[]): Json {
  const words: Json = {};
  for (const { id, body } of themes) {
    const own = commitments.filter((one) => themeOf(one) === id && one.body.words[lang]);
    if (!body.words[lang] && own.length === 0) continue;
    words[id] = {
      ...inOrder('theme', body.words[lang] ?? {}),
      commitments: Object.fromEntries(
        own.map((one) => [one.id, inOrder('commitment', one.body.words[lang] ?? {})]),
      ),
    };
  }
  return words;
}

const bytes = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** An authority's whole published content as the files of `seeds/authorities/<slug>/`, by name. */
export async function filesOf(db: Db, authorityId: string): Promise<Record<string, string>> {
  const { settings } = await authorityOf(db, authorityId);
  const pieces = (await findLivePieces(db, authorityId)).filter(({ national }) => !national);
  const texts = await findAllTexts(db, authorityId);
  const of = (kind: string) => pieces.filter((piece) => piece.kind === kind);
  const [themes, commitments] = [of('theme'), of('commitment')];
  const files: Record<string, string> = {
    'authority.json': bytes(settings),
    'promise.json': bytes(promiseFile(themes, commitments)),
  };
  for (const { kind, file, list } of listed)
    files[`${file}.json`] = bytes({ [list]: of(kind.name).map(({ body }) => body.facts) });
  for (const lang of settings.languages) {
    const own = (kind: string, id: string) =>
      texts.find((one) => one.kind === kind && one.itemId === id && one.lang === lang)?.fields;
    const sources = Object.keys(settings.sources).flatMap((key) => {
      const fields = own('source', key);
      return fields ? [[key, fields]] : [];
    });
    const authority = own('authority', authorityId);
    files[`${lang}.json`] = bytes({
      ...(authority ? { authority } : {}),
      sources: Object.fromEntries(sources),
      promise: promiseWords(lang, themes, commitments),
      ...Object.fromEntries(
        listed.map(({ kind, words }) => [
          words,
          Object.fromEntries(
            of(kind.name)
              .filter(({ body }) => body.words[lang])
              .map(({ id, body }) => [id, inOrder(kind.name, body.words[lang] ?? {})]),
          ),
        ]),
      ),
    });
  }
  return files;
}
