import * as v from 'valibot';
import { deleteTexts, findAllTexts, upsertTexts } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import { kinds } from './kinds.server.ts';
import type { Kind, Live } from './kind.ts';
import type { Body, PieceName } from './piece.ts';
import type { Other } from './publish-gate.ts';

/** A piece as everybody sees it now. */
export interface LivePiece extends PieceName {
  kind: Kind['name'];
  national: boolean;
  body: Body;
}

/** Everything that is published, kind by kind and each in its order. */
export async function findLivePieces(db: Db, authorityId: string): Promise<LivePiece[]> {
  const texts = await findAllTexts(db, authorityId);
  const byPiece = new Map<string, Pick<Body, 'words' | 'madeFrom'>>();
  for (const { kind, itemId, lang, fields, madeFrom } of texts) {
    const found = byPiece.get(`${kind}/${itemId}`) ?? { words: {}, madeFrom: {} };
    found.words[lang] = fields;
    if (madeFrom !== null) found.madeFrom[lang] = madeFrom;
    byPiece.set(`${kind}/${itemId}`, found);
  }
  const pieces: LivePiece[] = [];
  for (const kind of kinds) {
    const toPiece = ({ id, facts, national = false }: Live): LivePiece => ({
      kind: kind.name,
      id,
      national,
      body: { facts, words: {}, madeFrom: {}, ...byPiece.get(`${kind.name}/${id}`) },
    });
    pieces.push(...(await kind.findLive(db, authorityId)).map(toPiece));
  }
  return pieces;
}

/** How the gate sees other pieces. */
export function othersAmong(pieces: readonly { kind: string; id: string; body: Body }[]): Other[] {
  return pieces.map(({ kind: name, id, body }) => {
    const kind = kinds.find((one) => one.name === name);
    const facts = body.facts as never;
    return {
      kind: name as Kind['name'],
      id,
      ref: kind?.refOf(facts) ?? null,
      references: kind?.references(facts).map((found) => ({ kind: found.kind, id: found.id })) ?? [],
    };
  });
}

/** Makes a body what everybody sees; null takes the piece out. */
export async function makeLive(
  trx: Trx,
  authorityId: string,
  kind: Kind,
  id: string,
  body: Body | null,
  at: Date,
): Promise<void> {
  if (!body) {
    await kind.remove(trx, authorityId, id);
    await deleteTexts(trx, authorityId, { kind: kind.name, itemId: id });
    return;
  }
  // Parsed again for the order of its keys: the same facts are always the same bytes.
  await kind.write(trx, authorityId, v.parse(kind.schema, body.facts) as never, at);
  await deleteTexts(trx, authorityId, { kind: kind.name, itemId: id });
  for (const [lang, fields] of Object.entries(body.words) as [Lang, Record<string, string>][]) {
    const texts = { kind: kind.name, itemId: id, lang, fields, madeFrom: body.madeFrom[lang] ?? null };
    await upsertTexts(trx, authorityId, texts, at);
  }
}
