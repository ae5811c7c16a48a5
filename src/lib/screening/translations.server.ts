import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords, type Binding } from '../sealing/envelope.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findMessage, lockMessage } from '../voice/message.queries.server.ts';
import { readThread } from '../voice/thread.server.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';
import { findWordsAt } from './screening.queries.server.ts';
import {
  DESK_LANG,
  type ShownTranslation,
  type TranslationKind,
  type TranslatorFault,
} from './translation.ts';
import {
  endInterpreterRequests,
  findTranslationRows,
  putTranslation,
} from './translations.queries.server.ts';
import type { Translator } from './translator.server.ts';

/** Where somebody works: in moderation only what passed is translated, and only what passed is read. */
export type Room = 'screening' | 'moderation';

interface Words {
  authorityId: string;
  messageId: string;
  entryId: string;
}

const bindingOf = ({ authorityId, messageId, entryId }: Words, kind: TranslationKind): Binding => ({
  authorityId,
  recordId: messageId,
  field: `translation/${entryId}/${DESK_LANG}/${kind}`,
});

/** The translations of what somebody reads, opened: of these lines of the thread and no others. */
export async function openTranslations(
  { db, ring }: VoiceContext,
  authorityId: string,
  messageId: string,
  entryIds: readonly string[],
): Promise<ShownTranslation[]> {
  const rows = (await findTranslationRows(db, authorityId, messageId)).filter(
    (row) => row.lang === DESK_LANG && entryIds.includes(row.entry_id),
  );
  if (rows.length === 0) return [];
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  return Promise.all(
    rows.map(async (row) => {
      const kind: TranslationKind = row.kind === 'person' ? 'person' : 'machine';
      const words = await openWords(
        dataKey,
        row.sealed,
        bindingOf({ authorityId, messageId, entryId: row.entry_id }, kind),
      );
      return { entryId: row.entry_id, kind, words, madeBy: row.made_by, madeAt: row.made_at };
    }),
  );
}

/**
 * Whether somebody may read these words now: in moderation only what passed and is not with the duty team.
 * @throws Refusal `not-found` otherwise, as for what is not there.
 */
async function refuseUnreadable(
  db: Trx | VoiceContext['db'],
  actor: string,
  { authorityId, messageId, entryId }: Words,
  room: Room,
): Promise<void> {
  const { stage } = await findMessage(db, authorityId, messageId);
  await refuseIfAbout(db, authorityId, messageId, actor);
  const isWithDuty = stage === 'awaiting-screening' || stage === 'held';
  if (room === 'moderation' && isWithDuty) throw new Refusal('not-found');
  const points = room === 'moderation' ? (['passed'] as const) : (['awaiting', 'held', 'passed'] as const);
  for (const at of points) if ((await findWordsAt(db, authorityId, messageId, at)).includes(entryId)) return;
  throw new Refusal('not-found');
}

/** Keeps a translation, sealed: only while whoever made it may still read the words. */
async function keep(
  { db, ring, clock }: VoiceContext,
  actor: string,
  words: Words,
  room: Room,
  { kind, text, isDone }: { kind: TranslationKind; text: string; isDone: boolean },
): Promise<void> {
  const { authorityId, messageId, entryId } = words;
  const at = clock();
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const row = {
    authority_id: authorityId,
    message_id: messageId,
    entry_id: entryId,
    lang: DESK_LANG,
    kind,
    sealed: await sealWords(dataKey, text, bindingOf(words, kind)),
    made_by: actor,
    made_at: toInstant(at),
  };
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseUnreadable(trx, actor, words, room);
    await putTranslation(trx, row);
    if (isDone) await endInterpreterRequests(trx, authorityId, messageId, { by: actor, at: toInstant(at) });
    const deed = { actor, action: 'message.translated', object: messageId, meta: { kind, to: DESK_LANG } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/** Keeps what a person translated. @throws Refusal `not-found` for words they may not read. */
export async function keepTranslation(
  context: VoiceContext,
  actor: string,
  words: Words,
  room: Room,
  { words: text, isDone }: { words: string; isDone: boolean },
): Promise<void> {
  await refuseUnreadable(context.db, actor, words, room);
  await keep(context, actor, words, room, { kind: 'person', text, isDone });
}

/**
 * Asks the translation server, because somebody pressed the button: only then do words leave this server. That they do is
 * recorded before they go.
 * @returns why there is no translation, or null when it was kept.
 * @throws Refusal `not-found` for words they may not read.
 */
export async function askMachine(
  context: VoiceContext & { translator: Translator },
  actor: string,
  words: Words,
  room: Room,
): Promise<TranslatorFault | null> {
  const { db, ring, clock, translator } = context;
  const { authorityId, messageId, entryId } = words;
  await refuseUnreadable(db, actor, words, room);
  const message = await findMessage(db, authorityId, messageId);
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const { entries } = await readThread(db, authorityId, { message, dataKey });
  const entry = entries.find((one) => one.entryId === entryId);
  if (!entry || !('screened' in entry) || entry.words.trim() === '') throw new Refusal('not-found');
  await db.transaction().execute(async (trx) => {
    const deed = { actor, action: 'message.sent-to-translator', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, clock());
  });
  const answer = await translator.translate(entry.words, message.lang);
  if ('fault' in answer) return answer.fault;
  await keep(context, actor, words, room, { kind: 'machine', text: answer.words, isDone: false });
  return null;
}
