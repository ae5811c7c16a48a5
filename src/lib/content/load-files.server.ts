import { madeFrom } from '../authorities/made-from.server.ts';
import { deleteTexts, findAllTexts, upsertTexts } from '../authorities/texts.queries.server.ts';
import type { TextKind } from '../authorities/texts.ts';
import type { Lang } from '../i18n/languages.ts';
import { replaceOffer } from '../offer/offer.queries.server.ts';
import type { Trx } from '../platform/database.ts';
import { replaceServices } from '../offer/services.queries.server.ts';
import { replaceMeasures } from '../promise/measure.queries.server.ts';
import { replacePromise } from '../promise/promise.queries.server.ts';
import { findNewestNumbers, insertVersions, type NewVersion } from './content.queries.server.ts';
import type { AuthorityFiles, NationalFiles, Words, WordsFile } from './files.server.ts';
import { findLivePieces, type LivePiece } from './live.server.ts';
import { FILES, type Body, type Fields } from './piece.ts';

const WHY = 'Loaded from files';

/** Every text of a words file by its kind and id. */
function* textsIn(authorityId: string, words: WordsFile): Generator<[TextKind, string, Fields]> {
  if (words.authority) yield ['authority', authorityId, words.authority];
  for (const [key, fields] of Object.entries(words.sources)) yield ['source', key, fields];
  for (const [themeId, theme] of Object.entries(words.promise)) {
    const { commitments, title, summary } = theme;
    // A language may have words for statements before it has any for their heading.
    if (title !== undefined && summary !== undefined) yield ['theme', themeId, { title, summary }];
    for (const [id, own] of Object.entries(commitments)) yield ['commitment', id, own];
  }
  for (const [id, fields] of Object.entries(words.measures)) yield ['measure', id, fields as Fields];
  for (const [id, fields] of Object.entries(words.offer)) yield ['entitlement', id, fields];
  for (const [id, fields] of Object.entries(words.services)) yield ['service', id, fields as Fields];
}

const inOneOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, inOneOrder(one)]),
      )
    : Array.isArray(value)
      ? value.map(inOneOrder)
      : value;
const same = (a: unknown, b: unknown) => JSON.stringify(inOneOrder(a)) === JSON.stringify(inOneOrder(b));

/** What a body says; a field that is empty says the same as one that is not there. */
const saying = ({ facts, words }: Body) => ({
  facts,
  words: Object.fromEntries(
    Object.entries(words).map(([lang, fields]) => [
      lang,
      Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')),
    ]),
  ),
});

async function loadWords(trx: Trx, authorityId: string, all: Words[], at: Date): Promise<void> {
  const before = new Map(
    (await findAllTexts(trx, authorityId)).map((one) => [`${one.kind}/${one.itemId}/${one.lang}`, one]),
  );
  for (const words of all) {
    const english = new Map(
      words.en ? [...textsIn(authorityId, words.en)].map(([kind, id, text]) => [`${kind}/${id}`, text]) : [],
    );
    for (const [lang, file] of Object.entries(words) as [Lang, WordsFile][]) {
      for (const [kind, itemId, fields] of textsIn(authorityId, file)) {
        const source = english.get(`${kind}/${itemId}`);
        const old = before.get(`${kind}/${itemId}/${lang}`);
        // A translation that was old already does not become new by being loaded again beside the same English.
        const asBefore =
          old && same(old.fields, fields) && same(before.get(`${kind}/${itemId}/en`)?.fields, source);
        if (asBefore && old.madeFrom !== null) continue;
        const from = lang !== 'en' && source ? madeFrom(source) : null;
        await upsertTexts(trx, authorityId, { kind, itemId, lang, fields, madeFrom: from }, at);
      }
    }
  }
}

const nameOf = ({ kind, id }: LivePiece) => `${kind}/${id}`;

/** A version for each piece that the files changed, added or took out; and for each that never had one. */
function versionsAfter(before: LivePiece[], after: LivePiece[], newest: Map<string, number>): NewVersion[] {
  const [was, is] = [before, after].map((pieces) => new Map(pieces.map((piece) => [nameOf(piece), piece])));
  const versions: NewVersion[] = [];
  for (const name of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
    const [old, now] = [was?.get(name), is?.get(name)];
    const piece = now ?? old;
    if (!piece) continue;
    const unchanged = old && now && same(saying(old.body), saying(now.body));
    let number = newest.get(name) ?? 0;
    const add = (body: Body | null, why: string) => {
      number += 1;
      versions.push({ kind: piece.kind, id: piece.id, number, body, why, by: FILES });
    };
    // What an editor wrote before versions were kept is kept too.
    if (number === 0 && old && !unchanged) add(old.body, 'As it was before versions were kept');
    if (number === 0 || !unchanged) add(now?.body ?? null, WHY);
  }
  return versions;
}

/**
 * Puts an authority's files in place of what is published, inside the transaction it is given. Drafts stay as they
 * are, and what was published before stays among the versions.
 */
export async function loadFiles(
  trx: Trx,
  files: AuthorityFiles,
  national: NationalFiles,
  at: Date,
): Promise<void> {
  const authorityId = files.settings.id;
  const before = await findLivePieces(trx, authorityId);
  await replacePromise(trx, authorityId, files.promise);
  await replaceOffer(trx, authorityId, [
    ...national.offer.map((facts) => ({ scope: 'national' as const, facts })),
    ...files.offer.map((facts) => ({ scope: 'authority' as const, facts })),
  ]);
  await replaceMeasures(trx, authorityId, files.measures);
  await replaceServices(trx, authorityId, files.services, at);
  await loadWords(trx, authorityId, [national.words, files.words], at);
  const after = await findLivePieces(trx, authorityId);
  const kept = new Set(after.map(nameOf));
  for (const { kind, id, ...gone } of before)
    if (!kept.has(nameOf({ kind, id, ...gone }))) await deleteTexts(trx, authorityId, { kind, itemId: id });
  const newest = await findNewestNumbers(trx, authorityId);
  await insertVersions(trx, authorityId, versionsAfter(before, after, newest), at);
}
