import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { storePersonWraps } from '../sealing/person-keys.server.ts';
import { storeKeys } from '../sealing/records.server.ts';
import { hashSendKey } from '../voice/arrivals.server.ts';
import { claimPieces, insertPieces } from '../voice/pieces.queries.server.ts';
import { receiptLookup } from '../voice/store-arrivals.server.ts';
import { audiences } from './audience.ts';
import { audienceRecord, ownRecord } from './sealed-views.ts';
import type { ViewsArrival } from './views-arrival.ts';
import { insertViews } from './views.queries.server.ts';

interface ToStore {
  arrival: ViewsArrival;
  reviewId: string;
  danger: boolean;
  at: Date;
}

/** Stores views, their answers, keys and pieces. */
export async function storeViews(
  trx: Trx,
  ring: KeyRing,
  { arrival, reviewId, danger, at }: ToStore,
): Promise<void> {
  const { authorityId, lang, age, views, sendKey, payload, person, sealedHere } = arrival;
  const { viewsId, verifier, own, keys, answers, pieces } = views;
  const row = {
    authority_id: authorityId,
    views_id: viewsId,
    review_id: reviewId,
    received_at: toInstant(at),
    lang,
    age,
    receipt_lookup: receiptLookup(ring, authorityId, verifier),
    person_id: person?.personId ?? null,
    idem_hash: hashSendKey(sendKey),
    payload_mac: ring.mac('once', authorityId, payload),
    danger: danger ? 1 : 0,
    first_opened_at: null,
  };
  await insertViews(
    trx,
    row,
    answers.map(({ answerId, audience, sealed }, place) => ({
      answer_id: answerId,
      place,
      audience,
      sealed,
    })),
  );
  await storeKeys(trx, [
    { authorityId, recordId: ownRecord(viewsId), keys: own },
    ...audiences.flatMap((audience) => {
      const wraps = keys[audience];
      return wraps ? [{ authorityId, recordId: audienceRecord(viewsId, audience), keys: wraps }] : [];
    }),
  ]);
  if (person) {
    const { personId, keyId, wraps } = person;
    await storePersonWraps(
      trx,
      Object.entries(wraps).map(([recordId, wrapped]) => ({
        authorityId,
        recordId,
        personId,
        keyId,
        wrapped,
      })),
    );
  }
  if (sealedHere) await insertPieces(trx, authorityId, viewsId, sealedHere, at);
  const names = pieces.map(({ name }) => name);
  if (names.length > 0) await claimPieces(trx, authorityId, viewsId, names);
}
