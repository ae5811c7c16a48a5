import type { Lang } from '../i18n/languages.ts';
import type { Db, Trx } from '../platform/database.ts';
import { bodyOf, openPiece } from './find-piece.server.ts';
import { makeLive } from './live.server.ts';
import type { Fault } from './piece.ts';
import { schemaFaults } from './schema-faults.ts';

/** Carries the preview out of a transaction that must not be committed. */
class Seen<Answer> extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('seen');
    this.answer = answer;
  }
}

/**
 * Shows a draft as if it were public: it is made live in a transaction that is never committed, and `look` sees it
 * through that. What it sees is what young people would see, by the same queries.
 */
export async function previewDraft<Answer>(
  db: Db,
  authorityId: string,
  name: { kind: string; id: string },
  now: Date,
  look: (trx: Trx, path: string, langs: Lang[]) => Promise<Answer>,
): Promise<{ faults: Fault[] } | { answer: Answer }> {
  try {
    return await db.transaction().execute(async (trx) => {
      const open = await openPiece(trx, authorityId, name, now);
      const body = bodyOf(open);
      const faults = schemaFaults(open.kind.schema, body?.facts, ['facts']);
      if (faults.length > 0 || !body) return { faults };
      await makeLive(trx, authorityId, open.kind, open.id, body, now);
      throw new Seen(await look(trx, open.kind.publicPath(open.id, body.facts as never), open.langs));
    });
  } catch (thrown) {
    if (thrown instanceof Seen) return { answer: thrown.answer as Answer };
    throw thrown;
  }
}
