import { madeFrom } from '../authorities/made-from.server.ts';
import type { TextKind } from '../authorities/texts.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { findDrafts, findNewestNumbers, type Draft } from './content.queries.server.ts';
import { kindNamed } from './kinds.server.ts';
import { findLivePieces, type LivePiece } from './live.server.ts';
import type { Body, PieceName } from './piece.ts';

/** A piece in the editors' list, and what it wants. */
export interface Listed extends PieceName {
  kindLabel: string;
  title: string;
  national: boolean;
  /** Published now. A piece that is not is a draft of something new, or was taken out. */
  live: boolean;
  draft: Pick<Draft, 'by' | 'at'> | null;
  /** Languages whose words are older than the English, and languages it is not in yet. */
  stale: Lang[];
  missing: Lang[];
  /** The day from which on it should be checked again, where that day has come. */
  checkSince: string | null;
}

/** The languages whose words were made from English that has since changed. */
export function staleLangs({ words, madeFrom: from }: Body): Lang[] {
  const now = madeFrom(words.en ?? {});
  return (Object.keys(words) as Lang[]).filter((lang) => lang !== 'en' && from[lang] && from[lang] !== now);
}

/** Everything an editor may change, in the order young people meet it, drafts of new pieces last. */
export async function findOverview(
  db: Db,
  authorityId: string,
  langs: readonly Lang[],
  today: string,
): Promise<Listed[]> {
  const drafts = new Map(
    (await findDrafts(db, authorityId)).map((draft) => [`${draft.kind}/${draft.id}`, draft]),
  );
  const pieces = await findLivePieces(db, authorityId);
  const toListed = ({ kind: name, id, national, body }: LivePiece): Listed => {
    const reviewBy = kindNamed(name)?.reviewByOf(body.facts as never) ?? null;
    return {
      kind: name,
      id,
      kindLabel: kindNamed(name)?.label ?? name,
      title: body.words.en?.title || id,
      national,
      live: true,
      draft: drafts.get(`${name}/${id}`) ?? null,
      stale: staleLangs(body),
      missing: langs.filter((lang) => !body.words[lang]),
      checkSince: reviewBy !== null && reviewBy <= today ? reviewBy : null,
    };
  };
  const known = new Set(pieces.map(({ kind, id }) => `${kind}/${id}`));
  const names = [...drafts.keys(), ...(await findNewestNumbers(db, authorityId)).keys()];
  const others = [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((name): Listed => {
      const [kind = '', id = ''] = name.split('/');
      const draft = drafts.get(name) ?? null;
      return {
        kind: kind as TextKind,
        id,
        kindLabel: kindNamed(kind)?.label ?? kind,
        title: draft?.typed['en.title'] || id,
        national: false,
        live: false,
        draft,
        stale: [],
        missing: [],
        checkSince: null,
      };
    });
  return [...pieces.map(toListed), ...others];
}
