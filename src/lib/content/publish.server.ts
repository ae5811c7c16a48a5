import { record } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import type { Db, Trx } from '../platform/database.ts';
import { deleteDraft, insertVersions, type NewVersion } from './content.queries.server.ts';
import { bodyOf, openPiece, type OpenPiece } from './find-piece.server.ts';
import { makeLive } from './live.server.ts';
import { FILES, type Body, type Fault, type PieceName } from './piece.ts';
import { publishFaults, retireFaults, type Use } from './publish-gate.ts';
import type { ContentContext } from './save-draft.server.ts';

/** Why nothing was published: faults, or somebody was quicker. */
export type Published = { faults: Fault[] } | { overtaken: true } | { number: number };

/** What else in the app leads to a piece. Handed in: content knows nothing of messages and decisions. */
export type FindUses = (db: Db, authorityId: string, piece: PieceName) => Promise<Use[]>;

type Name = { kind: string; id: string };

interface NewBody {
  body: Body | null;
  why: string;
  action: string;
}

/** A piece that has no versions yet gets what is live as its first, so that there is something to go back to. */
function versionsWith(
  { kind, id, live, newest }: OpenPiece,
  { body, why }: NewBody,
  by: string,
): NewVersion[] {
  const name = { kind: kind.name, id };
  const first = newest === 0 && live;
  const number = first ? 2 : newest + 1;
  const before = first
    ? [{ ...name, number: 1, body: live.body, why: 'As it was before versions were kept', by: FILES }]
    : [];
  return [...before, { ...name, number, body, why, by }];
}

/** In the transaction that began with `touchContent`, so that publishers of one authority take turns. */
async function publishBody(
  trx: Trx,
  { auditKey }: Pick<ContentContext, 'auditKey'>,
  { actor, authorityId, at }: { actor: string; authorityId: string; at: Date },
  open: OpenPiece,
  what: NewBody,
): Promise<Published> {
  const versions = versionsWith(open, what, actor);
  const number = versions.at(-1)?.number ?? 0;
  await makeLive(trx, authorityId, open.kind, open.id, what.body, at);
  await insertVersions(trx, authorityId, versions, at);
  const object = `${open.kind.name}:${open.id}`;
  const deed = { actor, action: what.action, object, meta: { version: String(number) } };
  await record(trx, auditKey, authorityId, deed, at);
  return { number };
}

/** Makes a draft public, with a reason. Nothing happens when the gate finds a fault or somebody was quicker. */
export async function publishDraft(
  context: ContentContext,
  actor: string,
  authorityId: string,
  name: Name,
  { version, why }: { version: number; why: string },
): Promise<Published> {
  const at = context.clock();
  return context.db.transaction().execute(async (trx) => {
    await touchContent(trx, authorityId);
    const open = await openPiece(trx, authorityId, name, at);
    const body = bodyOf(open);
    if (!open.draft || !body || open.draft.version !== version || open.draft.basedOn !== open.newest)
      return { overtaken: true };
    const faults = publishFaults(open.kind, open.id, body, open.gate);
    if (faults.length > 0) return { faults };
    const piece = { kind: open.kind.name, id: open.id };
    if (!(await deleteDraft(trx, authorityId, piece, version))) return { overtaken: true };
    const what = { body, why, action: 'content.published' };
    return publishBody(trx, context, { actor, authorityId, at }, open, what);
  });
}

/** Publishes what an earlier version said, as a new version. The gate looks at it again: the world has moved on. */
export async function rollBack(
  context: ContentContext,
  actor: string,
  authorityId: string,
  name: Name,
  { number, newest, why }: { number: number; newest: number; why: string },
): Promise<Published> {
  const at = context.clock();
  return context.db.transaction().execute(async (trx) => {
    await touchContent(trx, authorityId);
    const open = await openPiece(trx, authorityId, name, at);
    const body = open.versions.find((one) => one.number === number)?.body;
    if (!body || open.newest !== newest) return { overtaken: true };
    // What is gone back from may have lost a source that this version has; never the other way about.
    const faults = publishFaults(open.kind, open.id, body, open.gate);
    if (faults.length > 0) return { faults };
    const what = { body, why, action: 'content.rolled-back' };
    return publishBody(trx, context, { actor, authorityId, at }, open, what);
  });
}

/** Why a piece cannot be taken out, or nothing. */
export async function findHindrances(
  db: Db,
  authorityId: string,
  open: OpenPiece,
  findUses: FindUses,
): Promise<Use[]> {
  const piece = { kind: open.kind.name, id: open.id };
  if (open.live?.national)
    return ['It comes with the list for all of England. Say in its words that it is not given here.'];
  return retireFaults(piece, open.gate.others, await findUses(db, authorityId, piece));
}

/** Takes a piece out, with a reason. Its versions stay, and any of them can be brought back. */
export async function retirePiece(
  context: ContentContext,
  actor: string,
  authorityId: string,
  name: Name,
  { newest, why, findUses }: { newest: number; why: string; findUses: FindUses },
): Promise<Published> {
  const at = context.clock();
  return context.db.transaction().execute(async (trx) => {
    await touchContent(trx, authorityId);
    const open = await openPiece(trx, authorityId, name, at);
    if (!open.live || open.newest !== newest) return { overtaken: true };
    const hindrances = await findHindrances(trx, authorityId, open, findUses);
    if (hindrances.length > 0) return { faults: hindrances.map((message) => ({ path: [], message })) };
    const what = { body: null, why, action: 'content.retired' };
    return publishBody(trx, context, { actor, authorityId, at }, open, what);
  });
}
