import { createHash } from 'node:crypto';
import { lockYoung } from '../identity/young-people.queries.server.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import { isConflict, isPassing } from '../platform/conflict.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findKeyIds } from '../sealing/authority-keys.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { Arrival } from './arrival.ts';
import { findBySends, type TakenBefore } from './message.queries.server.ts';
import { PiecesMissing } from './pieces-missing.ts';
import { storeArrivals, type Entry } from './store-arrivals.server.ts';
import { findPiecesOf, findRemoved, type PieceOf } from './pieces.queries.server.ts';

/** What a voice use case works with. */
export interface VoiceContext {
  db: Db;
  ring: KeyRing;
  clock: Clock;
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
    if (fresh.length > 0) await storeArrivals(trx, ring, fresh);
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
