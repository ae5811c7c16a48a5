import { record } from '../audit/audit.server.ts';
import { findHolders } from '../identity/people.queries.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { soundsLikeDanger } from '../help/danger-words.ts';
import { tryForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { showsDanger } from '../voice/beside.ts';
import { findEntryRows, moveMessage } from '../voice/message.queries.server.ts';
import { openSaid } from '../voice/thread.server.ts';
import { findCleared, findConflicts, insertConflicts } from './conflicts.queries.server.ts';
import { markWords } from './screening.queries.server.ts';
import { keepableSketch } from './sketch.server.ts';
import { nameFinder } from './staff-names.ts';

/** How many are looked at in one go, so that a flood does not keep everybody else waiting. */
const AT_ONCE = 40;
const BETWEEN_ROUNDS_MS = 250;

interface Looked {
  authority_id: string;
  message_id: string;
  stage: string;
}

/** What a look finds: whether it sounds like danger, its sketch, and who of those on duty is named in it. */
interface Found {
  danger: boolean;
  /** By which messages that say nearly the same are found (sketch.ts). */
  sketch: string | null;
  about: string[];
}

/**
 * Looks at what nobody has screened yet; null when it cannot be opened.
 * @throws what the database or the key ring says: that is no fault of the message's.
 */
async function lookInside(
  { db, ring }: VoiceContext,
  { authority_id: authorityId, message_id: messageId }: Looked,
  duty: readonly Person[],
): Promise<Found | null> {
  const dataKey = await tryForAuthority(db, ring, authorityId, messageId);
  if (!dataKey) return null;
  const rows = await findEntryRows(db, authorityId, messageId);
  const said = await openSaid(authorityId, dataKey, rows).catch(() => null);
  if (!said) return null;
  const cleared = await findCleared(db, authorityId, messageId);
  const words = said.map((one) => one.words);
  const find = nameFinder(words.join('\n\n'));
  return {
    danger: said.some((one) => soundsLikeDanger(one.words) || showsDanger(one.pictures)),
    sketch: keepableSketch(ring, authorityId, words.join('\n')),
    about: duty
      .filter(({ personId, displayName }) => !cleared.includes(personId) && find(displayName) === 'full')
      .map(({ personId }) => personId),
  };
}

/** Hides a message from those on duty whom it names: the record says that, and not who. */
async function noteNamed(
  trx: Trx,
  ring: VoiceContext['ring'],
  { authorityId, messageId }: { authorityId: string; messageId: string },
  about: readonly string[],
  at: Date,
): Promise<void> {
  const known = await findConflicts(trx, authorityId, messageId);
  const named = about.filter((personId) => !known.includes(personId));
  if (named.length === 0) return;
  await insertConflicts(trx, authorityId, messageId, named, { by: 'system', at: toInstant(at) });
  const meta = { noted: String(named.length), cleared: '0' };
  const deed = { actor: 'system', action: 'message.about-staff', object: messageId, meta };
  await record(trx, ring.secret('audit'), authorityId, deed, at);
}

async function noteLooked(
  { db, ring, clock }: VoiceContext,
  { authority_id: authorityId, message_id: messageId, stage }: Looked,
  found: Found | null,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const looked = await trx
      .updateTable('messages')
      .set({ looked: 1, sketch: found?.sketch ?? null, ...(found?.danger ? { danger: 1 } : {}) })
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .where('looked', '=', 0)
      .executeTakeFirst();
    if (looked.numUpdatedRows === 0n) return;
    await noteNamed(trx, ring, { authorityId, messageId }, found?.about ?? [], at);
    // Somebody on duty may have been quicker.
    if (found !== null || stage !== 'awaiting-screening') return;
    await moveMessage(trx, authorityId, messageId, 'set-aside', at);
    await markWords(trx, authorityId, messageId, { from: 'awaiting', to: 'held' });
    const deed = { actor: 'system', action: 'message.unreadable', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/** Who is on duty, asked once an authority and round. */
function dutyOf({ db }: VoiceContext): (authorityId: string) => Promise<Person[]> {
  const asked = new Map<string, Promise<Person[]>>();
  return (authorityId) => {
    const known = asked.get(authorityId) ?? findHolders(db, authorityId, 'safeguarding-duty');
    asked.set(authorityId, known);
    return known;
  };
}

/**
 * Looks at one message that is about to be opened on duty: for all that a look finds if nobody has looked, and in any case
 * for those on duty whom it names, because who is on duty changes.
 */
export async function lookBeforeOpening(
  context: VoiceContext,
  authorityId: string,
  messageId: string,
): Promise<void> {
  const { db, ring, clock } = context;
  const row = await db
    .selectFrom('messages')
    .select(['authority_id', 'message_id', 'stage', 'looked'])
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (!row) return;
  const found = await lookInside(context, row, await dutyOf(context)(authorityId));
  if (row.looked === 0) return noteLooked(context, row, found);
  if (!found || found.about.length === 0) return;
  await db
    .transaction()
    .execute((trx) => noteNamed(trx, ring, { authorityId, messageId }, found.about, clock()));
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
  const duty = dutyOf(context);
  for (const row of rows) {
    try {
      await noteLooked(context, row, await lookInside(context, row, await duty(row.authority_id)));
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
