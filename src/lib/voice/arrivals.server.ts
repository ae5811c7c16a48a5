import { createHash } from 'node:crypto';
import { recordAll } from '../audit/audit.server.ts';
import { lockYoung } from '../identity/young-people.queries.server.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import { isConflict, isPassing } from '../platform/conflict.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { findKeyIds } from '../sealing/authority-keys.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { storePersonWraps } from '../sealing/person-keys.server.ts';
import { storeKeys } from '../sealing/records.server.ts';
import { findBySends, type TakenBefore } from './message.queries.server.ts';
import type { AboutMessage } from './message.ts';
import { PiecesMissing } from './pieces-missing.ts';
import {
  claimPieces,
  findPiecesOf,
  findRemoved,
  insertPieces,
  type PieceOf,
} from './pieces.queries.server.ts';
import type { SealedMessage, SealedPiece } from './seal-message.ts';
import { FIRST_WORDS } from './thread.ts';

/** What a voice use case works with. */
export interface VoiceContext {
  db: Db;
  ring: KeyRing;
  clock: Clock;
}

/** A sealed message that has come in and is not stored yet. */
export interface Arrival extends SealedMessage {
  authorityId: string;
  about: AboutMessage;
  /** The key the form or phone sent it with: sending twice is sending once. */
  sendKey: string;
  /** What must be the same when it is sent again. */
  payload: string;
  /** Whether the words sound like danger; null where they came sealed and nobody has looked yet. */
  danger: boolean | null;
  /** Pieces that were sealed here and are stored with it. What a phone sealed has come before it. */
  sealedHere?: SealedPiece[];
  /** Whose it is, where its sender is signed in and wants it with theirs: its data key is wrapped for them. */
  person?: { personId: string; keyId: string; wrapped: string } | null;
}

/** What the sender gets back, the same however often they send. */
export interface TakenIn {
  messageId: string;
  receivedAt: string;
}

type Outcome = PromiseSettledResult<TakenIn>;

export function hashSendKey(sendKey: string): string {
  return createHash('sha256').update(sendKey).digest('base64url');
}

/** What the database keeps in place of a receipt. @param verifier in base64url. */
export function receiptLookup(ring: KeyRing, authorityId: string, verifier: string): string {
  return ring.mac('receipt pepper', authorityId, verifier);
}

interface Entry {
  arrival: Arrival;
  at: Date;
  idemHash: string;
  payloadMac: string;
}

const refused = (reason: unknown): Outcome => ({ status: 'rejected', reason });
const taken = (messageId: string, receivedAt: string): Outcome => ({
  status: 'fulfilled',
  value: { messageId, receivedAt },
});

/** The answer to what has been taken in before: the first one again, or that this is something else. */
function asBefore(before: TakenBefore, payloadMac: string): Outcome {
  return before.payload_mac === payloadMac
    ? taken(before.message_id, before.received_at)
    : refused(new Refusal('already-sent-differently'));
}

/** The pieces a message names that have not come, or came with other bytes. */
function missingFrom(there: readonly PieceOf[], { authorityId, messageId, pieces }: Arrival): string[] {
  const own = there.filter((row) => row.authority_id === authorityId && row.message_id === messageId);
  const hashes = new Map(own.map(({ name, hash }) => [name, hash]));
  return pieces.filter(({ name, hash }) => hashes.get(name) !== hash).map(({ name }) => name);
}

/** Stores the pieces that were sealed here, and makes those that came before their message its own. */
async function storePieces(trx: Trx, { arrival, at }: Entry): Promise<void> {
  const { authorityId, messageId, pieces, sealedHere } = arrival;
  if (sealedHere) await insertPieces(trx, authorityId, messageId, sealedHere, at);
  const names = pieces.map(({ name }) => name);
  if (names.length > 0) await claimPieces(trx, authorityId, messageId, names);
}

async function store(trx: Trx, ring: KeyRing, entries: Entry[]): Promise<void> {
  const of = ({ arrival }: Entry) => ({
    authority_id: arrival.authorityId,
    message_id: arrival.messageId,
  });
  await trx
    .insertInto('messages')
    .values(
      entries.map((entry) => ({
        ...of(entry),
        received_at: toInstant(entry.at),
        lang: entry.arrival.about.lang,
        theme_id: entry.arrival.about.themeId,
        commitment_id: entry.arrival.about.commitmentId,
        entitlement_id: entry.arrival.about.entitlementId,
        mood: entry.arrival.about.mood,
        wants_answer: entry.arrival.about.wantsAnswer ? 1 : 0,
        danger: entry.arrival.danger ? 1 : 0,
        looked: entry.arrival.danger === null ? 0 : 1,
        reply_waiting: 0,
        stage: 'awaiting-screening',
        stage_since: toInstant(entry.at),
        version: 1,
        idem_hash: entry.idemHash,
        payload_mac: entry.payloadMac,
        receipt_lookup: receiptLookup(ring, entry.arrival.authorityId, entry.arrival.verifier),
        person_id: entry.arrival.person?.personId ?? null,
      })),
    )
    .execute();
  await storeKeys(
    trx,
    entries.map(({ arrival }) => ({ ...arrival, recordId: arrival.messageId })),
  );
  await storePersonWraps(
    trx,
    entries.flatMap(({ arrival: { authorityId, messageId, person } }) =>
      person ? [{ authorityId, recordId: messageId, ...person }] : [],
    ),
  );
  await trx
    .insertInto('thread_entries')
    .values(
      entries.map((entry) => ({
        ...of(entry),
        entry_id: newId(entry.at),
        kind: 'said',
        at: toInstant(entry.at),
        sealed: entry.arrival.sealed,
        detail: 'awaiting',
        idem_hash: null,
        sealed_as: FIRST_WORDS,
        parts: entry.arrival.parts,
      })),
    )
    .execute();
  for (const entry of entries) await storePieces(trx, entry);
  // In one order everywhere, so that two servers never wait for each other.
  for (const authorityId of [...new Set(entries.map(({ arrival }) => arrival.authorityId))].sort()) {
    const own = entries.filter(({ arrival }) => arrival.authorityId === authorityId);
    const deeds = own.map(({ arrival }) => ({
      actor: 'anonymous',
      action: 'message.received',
      object: arrival.messageId,
    }));
    await recordAll(trx, ring.secret('audit'), authorityId, deeds, own[0]!.at);
  }
}

/** Of what is sent under a name: what comes from accounts that are still there. In one order everywhere. */
async function lockSenders(trx: Trx, arrivals: readonly Arrival[]): Promise<Set<Arrival>> {
  const there = new Set<Arrival>();
  const named = arrivals.filter(({ person }) => person);
  const nameOf = ({ authorityId, person }: Arrival) => `${authorityId}/${person?.personId}`;
  for (const arrival of named.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))) {
    const { authorityId, person } = arrival;
    if (person && (await lockYoung(trx, { authorityId, ...person }))) there.add(arrival);
  }
  return there;
}

async function takeTogether(
  { db, ring, clock }: VoiceContext,
  arrivals: readonly Arrival[],
): Promise<Outcome[]> {
  const at = clock();
  const entries = arrivals.map<Entry>((arrival) => ({
    arrival,
    at,
    idemHash: hashSendKey(arrival.sendKey),
    payloadMac: ring.mac('once', arrival.authorityId, arrival.payload),
  }));
  const authorityIds = [...new Set(arrivals.map(({ authorityId }) => authorityId))];
  const nameOf = (authorityId: string, idemHash: string) => `${authorityId}/${idemHash}`;
  const idemHashes = entries.map(({ idemHash }) => idemHash);
  const needPieces = arrivals.filter(({ pieces, sealedHere }) => pieces.length > 0 && !sealedHere);
  return db.transaction().execute(async (trx) => {
    const rows = await findBySends(trx, authorityIds, idemHashes);
    const removed = await findRemoved(trx, authorityIds, idemHashes);
    const gone = new Set(removed.map((row) => nameOf(row.authority_id, row.idem_hash)));
    const there = await findPiecesOf(trx, needPieces);
    const before = new Map(rows.map((row) => [nameOf(row.authority_id, row.idem_hash), row]));
    const kids = await findKeyIds(trx, authorityIds);
    const senders = await lockSenders(trx, arrivals);
    const fresh: Entry[] = [];
    const outcomes = entries.map((entry): Outcome => {
      const { authorityId, messageId, keys } = entry.arrival;
      const name = nameOf(authorityId, entry.idemHash);
      if (gone.has(name)) return refused(new Refusal('removed'));
      const known = before.get(name);
      if (known) return asBefore(known, entry.payloadMac);
      if (!kids.has(`${authorityId}/${keys.kid}`)) return refused(new Refusal('key-unknown'));
      if (entry.arrival.person && !senders.has(entry.arrival)) return refused(new Refusal('sign-in-needed'));
      const missing = needPieces.includes(entry.arrival) ? missingFrom(there, entry.arrival) : [];
      if (missing.length > 0) return refused(new PiecesMissing(missing));
      fresh.push(entry);
      before.set(name, {
        authority_id: authorityId,
        idem_hash: entry.idemHash,
        message_id: messageId,
        payload_mac: entry.payloadMac,
        received_at: toInstant(at),
      });
      return taken(messageId, toInstant(at));
    });
    if (fresh.length > 0) await store(trx, ring, fresh);
    return outcomes;
  });
}

/**
 * Takes messages in: message, keys, thread and audit of all of them in one commit, which is what makes many a second
 * possible when each is answered only after its commit. One that cannot be taken spoils none of the others.
 * @returns an outcome for each, in their order; refused with Refusal `already-sent-differently`, `key-unknown`,
 * `removed` (its sender took it back) or PiecesMissing.
 * @throws what the database says when none could be stored.
 */
export async function takeIn(context: VoiceContext, arrivals: readonly Arrival[]): Promise<Outcome[]> {
  try {
    return await takeTogether(context, arrivals);
  } catch (fault) {
    if (!isConflict(fault)) throw fault;
  }
  // Somebody else's write came first, or an id was taken: each by itself, so that the fault finds its own.
  const outcomes: Outcome[] = [];
  for (const arrival of arrivals) {
    const [outcome] = await takeTogether(context, [arrival])
      // The same send came in elsewhere at this moment: a second look finds it, anything else is not this message.
      .catch((fault: unknown) =>
        isConflict(fault) ? takeTogether(context, [arrival]) : Promise.reject(fault),
      )
      .catch((fault: unknown) => [
        // A deadlock is no answer to these bytes: the phone tries again.
        refused(isConflict(fault) && !isPassing(fault) ? new Refusal('already-sent-differently') : fault),
      ]);
    outcomes.push(outcome!);
  }
  return outcomes;
}

/**
 * What this very send was answered with before, whatever has changed since: a session that is over, a subject that is
 * gone. @returns null where it has not come in. @throws Refusal `removed` where its sender took it back.
 */
export async function findTaken(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  { authorityId, sendKey, payload }: Pick<Arrival, 'authorityId' | 'sendKey' | 'payload'>,
): Promise<TakenIn | null> {
  const idemHash = hashSendKey(sendKey);
  if ((await findRemoved(db, [authorityId], [idemHash])).length > 0) throw new Refusal('removed');
  const [before] = await findBySends(db, [authorityId], [idemHash]);
  if (before?.payload_mac !== ring.mac('once', authorityId, payload)) return null;
  return { messageId: before.message_id, receivedAt: before.received_at };
}

/** Takes one message in. @throws as `takeIn` refuses. */
export async function takeInOne(context: VoiceContext, arrival: Arrival): Promise<TakenIn> {
  const [outcome] = await takeIn(context, [arrival]);
  if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  return outcome.value;
}
