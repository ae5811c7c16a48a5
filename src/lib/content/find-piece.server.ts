import { authorityOf } from '../authorities/authorities.queries.server.ts';
import type { AuthoritySettings } from '../authorities/authority.ts';
import type { Lang } from '../i18n/languages.ts';
import { toDay } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDraft, findVersions, type Draft } from './content.queries.server.ts';
import { bodyToTyped, langsOf, typedToBody } from './draft.ts';
import { kindNamed } from './kinds.server.ts';
import type { Kind } from './kind.ts';
import { findLivePieces, othersAmong, type LivePiece } from './live.server.ts';
import type { Body, Version } from './piece.ts';
import type { GateContext } from './publish-gate.ts';

/** A piece with all there is to know of it: what is live, the draft, its versions, and what the gate looks at. */
export interface OpenPiece {
  kind: Kind;
  id: string;
  settings: AuthoritySettings;
  langs: Lang[];
  live: LivePiece | null;
  draft: Draft | null;
  versions: Version[];
  /** The newest version's number: 0 where there is none. */
  newest: number;
  gate: GateContext;
}

/** @throws Refusal `not-found` when there is no such kind, or nothing live, drafted or ever published by this name. */
export async function openPiece(
  db: Db,
  authorityId: string,
  { kind: kindName, id }: { kind: string; id: string },
  now: Date,
): Promise<OpenPiece> {
  const kind = kindNamed(kindName);
  if (!kind) throw new Refusal('not-found');
  const name = { kind: kind.name, id };
  const { settings } = await authorityOf(db, authorityId);
  const pieces = await findLivePieces(db, authorityId);
  const isThis = (piece: LivePiece) => piece.kind === name.kind && piece.id === id;
  const live = pieces.find(isThis) ?? null;
  const draft = await findDraft(db, authorityId, name);
  const versions = await findVersions(db, authorityId, name);
  if (!live && !draft && versions.length === 0) throw new Refusal('not-found');
  const others = othersAmong(pieces.filter((piece) => !isThis(piece)));
  return {
    kind,
    id,
    settings,
    langs: langsOf(settings.languages, live?.body ?? null),
    live,
    draft,
    versions,
    newest: versions[0]?.number ?? 0,
    gate: { sources: settings.sources, today: toDay(now), others, published: live?.body ?? null },
  };
}

/** The draft as a body, or what is live where there is none. */
export function bodyOf({ kind, id, draft, live, langs }: OpenPiece): Body | null {
  if (!draft) return live?.body ?? null;
  return typedToBody(kind, id, draft.typed, langs, draft.madeFrom);
}

/** What the form begins with. */
export function typedOf({ kind, draft, live }: OpenPiece) {
  return draft?.typed ?? bodyToTyped(kind, live?.body ?? null);
}
