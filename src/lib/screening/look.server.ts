import { record } from '../audit/audit.server.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import { tryForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { showsDanger } from '../voice/beside.ts';
import { findEntryRows, moveMessage } from '../voice/message.queries.server.ts';
import { openSaid } from '../voice/thread.server.ts';
import { markWords } from './screening.queries.server.ts';
import { keepableSketch } from './sketch.server.ts';

/** How many are looked at in one go, so that a flood does not keep everybody else waiting. */
const AT_ONCE = 40;
const BETWEEN_ROUNDS_MS = 250;

interface Looked {
  authority_id: string;
  message_id: string;
  stage: string;
}

/** What one look keeps of a message. */
interface Look {
  danger: boolean;
  /** By which messages that say nearly the same are found (sketch.ts). */
  sketch: string | null;
}

/**
 * Whether the words or the pictures of a message sound like danger, and their sketch; null when they cannot be opened.
 * @throws what the database or the key ring says: that is no fault of the message's.
 */
async function lookAt(
  { db, ring }: VoiceContext,
  authorityId: string,
  messageId: string,
): Promise<Look | null> {
  const dataKey = await tryForAuthority(db, ring, authorityId, messageId);
  if (!dataKey) return null;
  const rows = await findEntryRows(db, authorityId, messageId);
  const said = await openSaid(authorityId, dataKey, rows).catch(() => null);
  return (
    said && {
      danger: said.some(({ words, pictures }) => soundsLikeDanger(words) || showsDanger(pictures)),
      sketch: keepableSketch(ring, authorityId, said.map(({ words }) => words).join('\n')),
    }
  );
}

async function noteLooked(
  { db, ring, clock }: VoiceContext,
  { authority_id: authorityId, message_id: messageId, stage }: Looked,
  look: Look | null,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('messages')
      .set({ looked: 1, sketch: look?.sketch ?? null, ...(look?.danger ? { danger: 1 } : {}) })
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .execute();
    // Somebody on duty may have been quicker.
    if (look !== null || stage !== 'awaiting-screening') return;
    await moveMessage(trx, authorityId, messageId, 'set-aside', at);
    await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'held' });
    const deed = { actor: 'system', action: 'message.unreadable', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/** Looks at the oldest that nobody has looked at. @returns how many there were, and how many went wrong. */
async function lookAtSome(context: VoiceContext, skip: number): Promise<{ seen: number; failed: unknown[] }> {
  const rows = await context.db
    .selectFrom('messages')
    .select(['authority_id', 'message_id', 'stage'])
    .where('looked', '=', 0)
    .orderBy('received_at')
    .orderBy('message_id')
    .offset(skip)
    .limit(AT_ONCE)
    .execute();
  const failed: unknown[] = [];
  for (const row of rows) {
    try {
      await noteLooked(context, row, await lookAt(context, row.authority_id, row.message_id));
    } catch (fault) {
      // One that cannot be looked at must not stand before all the others; it is tried again in the next round.
      failed.push(fault);
    }
  }
  return { seen: rows.length, failed };
}

/**
 * Looks at messages that came sealed: in memory, keeping a sketch (sketch.ts) and one yes or no, which puts the ones
 * that sound like danger at the head of the screening queue. Phones show help before anything is sent; this is for the duty team. What cannot be
 * opened was not sealed by our phone script: its sender is told to send it again.
 * @returns how many were looked at. @throws the first fault of a round, after the whole round.
 */
export async function lookAtNew(context: VoiceContext): Promise<number> {
  let looked = 0;
  const failed: unknown[] = [];
  for (;;) {
    const round = await lookAtSome(context, failed.length);
    failed.push(...round.failed);
    looked += round.seen - round.failed.length;
    if (round.seen < AT_ONCE) break;
    // Whoever is sending meanwhile comes first: some 150 a second leave them most of the processor.
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_ROUNDS_MS));
  }
  if (failed.length > 0) throw failed[0];
  return looked;
}
