import { recordAll } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { storePersonWraps } from '../sealing/person-keys.server.ts';
import { storeKeys } from '../sealing/records.server.ts';
import type { Arrival } from './arrival.ts';
import { claimPieces, insertPieces } from './pieces.queries.server.ts';
import { FIRST_WORDS } from './thread.ts';

/** What the database keeps in place of a receipt. @param verifier in base64url. */
export function receiptLookup(ring: KeyRing, authorityId: string, verifier: string): string {
  return ring.mac('receipt pepper', authorityId, verifier);
}

/** An arrival that is about to be stored. */
export interface Entry {
  arrival: Arrival;
  at: Date;
  idemHash: string;
  payloadMac: string;
}

/** Stores the pieces that were sealed here, and makes those that came before their message its own. */
async function storePieces(trx: Trx, { arrival, at }: Entry): Promise<void> {
  const { authorityId, messageId, pieces, sealedHere } = arrival;
  if (sealedHere) await insertPieces(trx, authorityId, messageId, sealedHere, at);
  const names = pieces.map(({ name }) => name);
  if (names.length > 0) await claimPieces(trx, authorityId, messageId, names);
}

/** Stores messages, their keys, threads and pieces, and records that they came. */
export async function storeArrivals(trx: Trx, ring: KeyRing, entries: Entry[]): Promise<void> {
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
        age_band: entry.arrival.about.ageBand ?? null,
        area: entry.arrival.about.area ?? null,
        wants_answer: entry.arrival.about.wantsAnswer ? 1 : 0,
        danger: entry.arrival.danger ? 1 : 0,
        // Also where we know whether it sounds like danger: the look makes its sketch and finds whom it names.
        looked: 0,
        reply_waiting: 0,
        stage: 'awaiting-screening',
        stage_since: toInstant(entry.at),
        awaiting_since: toInstant(entry.at),
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
