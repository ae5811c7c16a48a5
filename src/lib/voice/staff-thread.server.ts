import { record, wasDoneSince } from '../audit/audit.server.ts';
import { minutesAfter } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { openForAuthority } from '../sealing/records.server.ts';
import { mediaTypeOf, type MediaType } from './media-types.ts';
import type { MessageFacts } from './message.ts';
import { attachmentKinds, type AttachmentFacts, type AttachmentKind } from './parts.ts';
import { readAttachment } from './pieces.server.ts';
import type { VoiceContext } from './arrivals.server.ts';
import { readThread } from './thread.server.ts';
import type { Thread, ThreadEntry } from './thread.ts';

/** A thread opened with the authority's key: for screening and moderation, and nobody else. */
export interface StaffThread {
  thread: Thread;
  dataKey: Uint8Array<ArrayBuffer>;
}

/** Opens a message's thread for a member of staff. That they read it is recorded before they get it. */
export async function openThreadForStaff(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  message: MessageFacts,
  action: 'message.read-for-screening' | 'message.read-for-moderation',
): Promise<StaffThread> {
  const { messageId } = message;
  await db.transaction().execute(async (trx) => {
    await record(trx, ring.secret('audit'), authorityId, { actor, action, object: messageId }, clock());
  });
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  return { thread: await readThread(db, authorityId, { message, dataKey }), dataKey };
}

/** A recording or a drawing, opened: its bytes are what its type says. */
export interface OpenedAttachment {
  type: MediaType;
  bytes: Uint8Array<ArrayBuffer>;
}

const factsOf = (entries: readonly ThreadEntry[], kind: AttachmentKind): AttachmentFacts | undefined =>
  entries
    .flatMap((entry) => (entry.kind === 'said' ? (entry.parts?.attachments ?? []) : []))
    .find((one) => one.kind === kind);

/** @returns null when it does not open, or its bytes are not what it claims to be. */
async function openAttachment(
  { db }: VoiceContext,
  authorityId: string,
  { thread, dataKey }: StaffThread,
  facts: AttachmentFacts,
): Promise<OpenedAttachment | null> {
  const bytes = await readAttachment({ db }, authorityId, thread.message.messageId, dataKey, facts);
  const type = bytes && mediaTypeOf(bytes);
  return type !== null && type === facts.type ? { type, bytes: bytes! } : null;
}

/** Which recordings and drawings of a thread do not open, so that the page can say so. */
export async function findClosed(
  context: VoiceContext,
  authorityId: string,
  opened: StaffThread,
): Promise<AttachmentKind[]> {
  const closed: AttachmentKind[] = [];
  for (const kind of attachmentKinds) {
    const facts = factsOf(opened.thread.entries, kind);
    if (facts && !(await openAttachment(context, authorityId, opened, facts))) closed.push(kind);
  }
  return closed;
}

/** A player asks for a recording bit by bit: what one person hears of it within this is one hearing. */
const ONE_HEARING_MINUTES = 60;

/**
 * Opens a recording or a drawing for a member of staff. That they did is recorded before they get it, once.
 * @param mayOpen which lines of the thread they may see.
 * @returns null when it does not open, or is not what it claims to be.
 * @throws Refusal `not-found` when there is none that they may see.
 */
export async function openAttachmentForStaff(
  context: VoiceContext,
  actor: string,
  authorityId: string,
  message: MessageFacts,
  kind: AttachmentKind,
  room: 'screening' | 'moderation',
  mayOpen: (entry: ThreadEntry) => boolean = () => true,
): Promise<OpenedAttachment | null> {
  const { db, ring, clock } = context;
  const { messageId } = message;
  const dataKey = await openForAuthority(db, ring, authorityId, messageId);
  const thread = await readThread(db, authorityId, { message, dataKey });
  const facts = factsOf(thread.entries.filter(mayOpen), kind);
  if (!facts) throw new Refusal('not-found');
  const at = clock();
  const deed = { actor, action: `message.${kind}-opened-for-${room}`, object: messageId };
  await db.transaction().execute(async (trx) => {
    if (await wasDoneSince(trx, authorityId, deed, minutesAfter(at, -ONE_HEARING_MINUTES))) return;
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return openAttachment(context, authorityId, { thread, dataKey }, facts);
}
