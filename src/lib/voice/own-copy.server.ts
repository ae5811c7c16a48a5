import { findDeedsOn } from '../audit/audit.server.ts';
import type { YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import { openWords } from '../sealing/envelope.ts';
import { findEntryRows } from './message.queries.server.ts';
import { groupOpenings, openingActions } from './openings.ts';
import { findOwnMessages, findToldOfSelf } from './own-messages.queries.server.ts';
import { openOwnThread } from './own-thread.server.ts';
import { readParts, type AttachmentFacts } from './parts.ts';
import { openPiece, pieceName, type PieceName } from './pieces.ts';
import { readThread } from './thread.server.ts';
import type { OpenThread } from './thread.ts';
import { entryBinding } from './thread.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function copyAttachment(
  db: Db,
  authorityId: string,
  { message: { messageId }, dataKey }: OpenThread,
  { kind, type, seconds, pieces }: AttachmentFacts,
) {
  const rows = await db
    .selectFrom('message_pieces')
    .select(['name', 'sealed'])
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
  const sealed = new Map(rows.map((row) => [row.name, row.sealed]));
  const open = async (name: PieceName): Promise<Bytes> =>
    openPiece(dataKey, authorityId, messageId, name, new Uint8Array(sealed.get(name) ?? []));
  const names = Array.from({ length: pieces }, (_, place) => pieceName(kind, place));
  const opened = await Promise.all(names.map(open)).catch(() => null);
  return { kind, type, seconds, base64: opened && Buffer.concat(opened).toString('base64') };
}

/** What was said beside words in a thread, with recordings and drawings whole. */
async function copyBeside(db: Db, authorityId: string, open: OpenThread) {
  const { messageId } = open.message;
  const beside = [];
  for (const row of await findEntryRows(db, authorityId, messageId)) {
    if (!row.parts) continue;
    const binding = entryBinding(authorityId, messageId, 'parts', row.sealed_as ?? row.entry_id);
    const parts = readParts(await openWords(open.dataKey, row.parts, binding).catch(() => ''));
    if (!parts) continue;
    const attachments = [];
    for (const one of parts.attachments) attachments.push(await copyAttachment(db, authorityId, open, one));
    beside.push({ at: row.at, helped: parts.helped, pictures: parts.pictures, attachments });
  }
  return beside;
}

/**
 * Everything of somebody's messages, opened with their own key: what they may take away with them (UK GDPR, 20). One
 * after the other, because recordings are large.
 */
export async function* copyOwnMessages(db: Db, young: YoungSession) {
  const { authorityId, personId } = young;
  for (const message of await findOwnMessages(db, authorityId, personId)) {
    const open = await openOwnThread(db, young, message.messageId);
    const isReadable = open !== null && message.stage !== 'unreadable';
    const { messageId, receivedAt, lang, mood, wantsAnswer, stage, stageSince } = message;
    const { themeId, commitmentId, entitlementId } = message;
    yield {
      messageId,
      receivedAt,
      lang,
      about: { themeId, commitmentId, entitlementId },
      mood,
      ...(await findToldOfSelf(db, authorityId, messageId)),
      wantsAnswer,
      stage,
      stageSince,
      lines: isReadable ? (await readThread(db, authorityId, open)).entries : null,
      beside: isReadable ? await copyBeside(db, authorityId, open) : null,
      openedBy: groupOpenings(await findDeedsOn(db, authorityId, messageId, openingActions)),
    };
  }
}
