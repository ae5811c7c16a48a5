import type { YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { openForPerson } from '../sealing/person-keys.server.ts';
import { openForReceipt } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { receiptLookup } from '../voice/store-arrivals.server.ts';
import type { StretchedReceipt } from '../voice/stretch.ts';
import { ownRecord } from './sealed-views.ts';
import { findViewsByReceipt, findViewsOfPerson } from './views.queries.server.ts';
import type { ViewsFacts } from './views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Views that their own young person has opened. */
export interface OwnViewsOpen {
  views: ViewsFacts;
  /** The key of `ownRecord`. */
  ownKey: Bytes;
  /** The key of another record of these views; null where it is not theirs. */
  keyOf(recordId: string): Promise<Bytes | null>;
}

/** The id of views that there never are. */
const NOBODYS = '';

/** Finds views by a stretched receipt. One that is wrong costs the same work: a row looked for and a key tried. */
export async function findOwnWith(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  authorityId: string,
  { key, verifier }: StretchedReceipt,
): Promise<OwnViewsOpen | null> {
  const lookup = receiptLookup(ring, authorityId, toBase64Url(verifier));
  const views = await findViewsByReceipt(db, authorityId, lookup);
  const keyOf = (recordId: string) => openForReceipt(db, authorityId, recordId, key);
  const ownKey = await keyOf(ownRecord(views?.viewsId ?? NOBODYS));
  return views && ownKey && { views, ownKey, keyOf };
}

/**
 * The views that somebody signed in has at a review, the newest that opens; null where there are none. Who sent twice has
 * the same decided in both.
 */
export async function findOwnAs(
  db: Db,
  { authorityId, personId, openPrivateKey }: Pick<YoungSession, 'authorityId' | 'personId' | 'openPrivateKey'>,
  reviewId: string,
): Promise<OwnViewsOpen | null> {
  const sent = (await findViewsOfPerson(db, authorityId, personId)).filter(
    (views) => views.reviewId === reviewId,
  );
  if (sent.length === 0) return null;
  const privateKey = await openPrivateKey();
  const keyOf = (recordId: string) => openForPerson(db, authorityId, recordId, personId, privateKey);
  for (const views of sent) {
    const ownKey = await keyOf(ownRecord(views.viewsId));
    if (ownKey) return { views, ownKey, keyOf };
  }
  return null;
}
