import * as v from 'valibot';
import { record } from '../../audit/audit.server.ts';
import { toInstant } from '../../platform/clock.ts';
import type { Trx } from '../../platform/database.ts';
import { idsIn, type Typed } from '../../platform/forms.ts';
import { refuseIfAbout } from '../../screening/conflicts.queries.server.ts';
import { openWords, sealWords, type Binding } from '../../sealing/envelope.ts';
import { openForAuthority } from '../../sealing/records.server.ts';
import type { VoiceContext } from '../../voice/arrivals.server.ts';
import { findMessage, lockMessage } from '../../voice/message.queries.server.ts';
import { readThread } from '../../voice/thread.server.ts';
import type { ThreadEntry } from '../../voice/thread.ts';
import { addedPattern, addedWords } from './marked.ts';
import { markWords } from './mark.ts';
import { identifyingKinds } from './found.ts';
import { findRedactions, insertRedaction } from './redactions.queries.server.ts';

const takenOutSchema = v.array(
  v.object({ words: v.string(), kind: v.picklist([...identifyingKinds, 'added']) }),
);

/** One thing that was taken out; `added` where a moderator saw what no rule did. */
export type TakenOut = v.InferOutput<typeof takenOutSchema>[number];

const binding = (authorityId: string, messageId: string, pointId: string): Binding => ({
  authorityId,
  recordId: messageId,
  field: `taken-out/${pointId}`,
});

/** Lines of a thread that a point may be written from. */
export const isSaid = (entry: ThreadEntry) => entry.kind === 'said' && entry.screened === 'passed';

/** What was ticked and added in the form, in the words of the thread. */
function takenOutOf(entries: readonly ThreadEntry[], lang: string, typed: Typed): TakenOut[] {
  const ticked = new Set(idsIn(typed.take));
  const pattern = addedPattern(addedWords(typed.added));
  return entries.filter(isSaid).flatMap((entry): TakenOut[] => {
    const words = 'words' in entry ? entry.words : '';
    const proposed = markWords(entry.entryId, words, lang).pieces.flatMap(({ text, found }): TakenOut[] =>
      found && ticked.has(found.id) ? [{ words: text, kind: found.kind }] : [],
    );
    const added = pattern
      ? Array.from(words.matchAll(pattern), ([text]): TakenOut => ({ words: text, kind: 'added' }))
      : [];
    return [...proposed, ...added];
  });
}

/**
 * Gets what a moderator takes out of a message ready to be kept with the point: sealed, and in the point's own
 * transaction. The audit record says that it was done and how much, never the words.
 */
export async function sealTakenOut(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  typed: Typed,
): Promise<(trx: Trx, pointId: string) => Promise<void>> {
  await refuseIfAbout(db, authorityId, messageId, actor);
  const message = await findMessage(db, authorityId, messageId);
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const { entries } = await readThread(db, authorityId, { message, dataKey });
  const takenOut = takenOutOf(entries, message.lang, typed);
  return async (trx, pointId) => {
    if (takenOut.length === 0) return;
    const at = clock();
    await lockMessage(trx, authorityId, messageId);
    await insertRedaction(trx, {
      authority_id: authorityId,
      message_id: messageId,
      point_id: pointId,
      sealed: await sealWords(dataKey, JSON.stringify(takenOut), binding(authorityId, messageId, pointId)),
      made_by: actor,
      made_at: toInstant(at),
    });
    const meta = { count: String(takenOut.length) };
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'point.redacted', object: pointId, meta },
      at,
    );
  };
}

/** What was taken out of a message for its points. Callers have opened the message for moderation already. */
export async function openTakenOut(
  { db, ring }: VoiceContext,
  authorityId: string,
  messageId: string,
): Promise<TakenOut[]> {
  const rows = await findRedactions(db, authorityId, messageId);
  if (rows.length === 0) return [];
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const lists = await Promise.all(
    rows.map(async ({ sealed, point_id }) =>
      v.parse(
        takenOutSchema,
        JSON.parse(await openWords(dataKey, sealed, binding(authorityId, messageId, point_id))),
      ),
    ),
  );
  return lists.flat();
}
