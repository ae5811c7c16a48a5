import { record, type AuditKey } from '../audit/audit.server.ts';
import { madeFrom } from '../authorities/made-from.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { wholeNumber, type Typed } from '../platform/forms.ts';
import { deleteDraft, putDraft } from './content.queries.server.ts';
import { bodyToTyped, typedToBody } from './draft.ts';
import { bodyOf, openPiece, typedOf, type OpenPiece } from './find-piece.server.ts';
import { kindNamed } from './kinds.server.ts';
import { nameFault, type Body, type Fields, type PieceName } from './piece.ts';

/** What a use case of content works with. */
export interface ContentContext {
  db: Db;
  auditKey: AuditKey;
  clock: Clock;
}

/** Somebody else saved or published meanwhile: what they left, and the numbers to save over it on purpose. */
export interface Overtaken {
  theirs: Typed;
  by: string;
  /** Whether what they left is public already. */
  published: boolean;
  version: number;
  basedOn: number;
}

const same = (a: Fields = {}, b: Fields = {}) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name] ?? '') === (b[name] ?? ''));

/** A translation that was written or confirmed is made from the English beside it; others keep what they had. */
function freshened(before: Body | null, after: Body, confirmed: (lang: Lang) => boolean): Body['madeFrom'] {
  const fresh: Body['madeFrom'] = {};
  for (const lang of Object.keys(after.words) as Lang[]) {
    if (lang === 'en') continue;
    const written = confirmed(lang) || !same(before?.words[lang], after.words[lang]);
    const from = written ? madeFrom(after.words.en ?? {}) : before?.madeFrom[lang];
    if (from) fresh[lang] = from;
  }
  return fresh;
}

/** What was left by whoever saved or published since a form was opened, or null when nobody did. */
export function overtakenBy(
  open: OpenPiece,
  { version, basedOn }: Pick<Overtaken, 'version' | 'basedOn'>,
): Overtaken | null {
  const { draft, newest, kind, live, versions } = open;
  if (draft && draft.version !== version) {
    // What was published meanwhile too comes next: saving over this draft does not save over that.
    const { basedOn: theirBase, typed: theirs, by } = draft;
    return { version: draft.version, basedOn: theirBase, theirs, by, published: false };
  }
  if ((draft?.version ?? 0) === version && newest === basedOn) return null;
  const theirs = bodyToTyped(kind, live?.body ?? null);
  const by = versions[0]?.by ?? '';
  return { version: draft?.version ?? 0, basedOn: newest, theirs, by, published: true };
}

/** Theirs in place of mine for the fields ticked `take.<name>`. */
function merged(typed: Typed, theirs: Typed): Typed {
  const takes = Object.keys(typed).filter((name) => name.startsWith('take.') && typed[name] === 'yes');
  const taken = takes.map((take) => take.slice('take.'.length));
  return { ...typed, ...Object.fromEntries(taken.map((name) => [name, theirs[name] ?? ''])) };
}

/** Saves a draft. Nothing public changes, and nothing that somebody else saved meanwhile is written over. */
export async function saveDraft(
  { db, auditKey, clock }: ContentContext,
  actor: string,
  authorityId: string,
  name: { kind: string; id: string },
  typed: Typed,
): Promise<Overtaken | null> {
  const at = clock();
  return db.transaction().execute(async (trx) => {
    const open = await openPiece(trx, authorityId, name, at);
    const { kind, id, langs } = open;
    const seen = { version: wholeNumber(typed.version), basedOn: wholeNumber(typed.basedOn) };
    const overtaken = overtakenBy(open, seen);
    if (overtaken) return overtaken;
    const theirs = typed.theirs === 'live' ? bodyToTyped(kind, open.live?.body ?? null) : typedOf(open);
    const body = typedToBody(kind, id, merged(typed, theirs), langs, {});
    const fresh = freshened(bodyOf(open), body, (lang) => typed[`fresh.${lang}`] === 'yes');
    const saved = { typed: bodyToTyped(kind, body), madeFrom: fresh, ...seen, by: actor };
    const piece: PieceName = { kind: kind.name, id };
    // Lost to another writer between our look and our write, which only PostgreSQL lets happen.
    if (!(await putDraft(trx, authorityId, piece, saved, at))) {
      const again = await openPiece(trx, authorityId, name, at);
      return overtakenBy(again, seen) ?? { ...seen, theirs: typedOf(again), by: '', published: false };
    }
    await record(
      trx,
      auditKey,
      authorityId,
      { actor, action: 'content.drafted', object: `${kind.name}:${id}` },
      at,
    );
    return null;
  });
}

/** Begins a piece that was never there before, as an empty draft. @returns what is wrong with its name, or null. */
export async function beginPiece(
  { db, auditKey, clock }: ContentContext,
  actor: string,
  authorityId: string,
  { kind: kindName, id }: { kind: string; id: string },
): Promise<string | null> {
  const kind = kindNamed(kindName);
  if (!kind) return 'Choose what to add.';
  const misnamed = nameFault(id, kind.reserved);
  if (misnamed !== null) return misnamed;
  const at = clock();
  const name = { kind: kind.name, id };
  return db.transaction().execute(async (trx) => {
    const known = await openPiece(trx, authorityId, name, at).catch(() => null);
    if (known?.live || known?.draft) return 'There is one with this name already.';
    if (known) return 'There was one with this name. Open its versions to bring it back.';
    const draft = { typed: {}, madeFrom: {}, version: 0, basedOn: 0, by: actor };
    if (!(await putDraft(trx, authorityId, name, draft, at))) return 'There is one with this name already.';
    const deed = { actor, action: 'content.drafted', object: `${kind.name}:${id}` };
    await record(trx, auditKey, authorityId, deed, at);
    return null;
  });
}

/** Throws a draft away. @returns false when it is not the one that was seen. */
export async function dropDraft(
  { db, auditKey, clock }: ContentContext,
  actor: string,
  authorityId: string,
  name: PieceName,
  version: number,
): Promise<boolean> {
  const at = clock();
  return db.transaction().execute(async (trx) => {
    if (!(await deleteDraft(trx, authorityId, name, version))) return false;
    const deed = { actor, action: 'content.draft-dropped', object: `${name.kind}:${name.id}` };
    await record(trx, auditKey, authorityId, deed, at);
    return true;
  });
}
