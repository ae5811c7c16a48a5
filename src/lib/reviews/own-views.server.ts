import { findDeedsOn } from '../audit/audit.server.ts';
import type { YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { openForPerson } from '../sealing/person-keys.server.ts';
import { openForReceipt } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { receiptLookup } from '../voice/store-arrivals.server.ts';
import type { StretchedReceipt } from '../voice/stretch.ts';
import { audiences, isReader, type Audience, type Reader } from './audience.ts';
import type { OpenedAnswer } from './answer.ts';
import { openAnswers } from './open-answers.ts';
import { audienceRecord, ownRecord } from './sealed-views.ts';
import { groupViewsOpenings, type ViewsOpening } from './views-openings.ts';
import {
  findAnswers,
  findPrintsOf,
  findTakenBack,
  findViewsByReceipt,
  findViewsOfPerson,
} from './views.queries.server.ts';
import type { TakenBack, ViewsFacts } from './views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Views that their young person has opened, with all their keys. */
export interface OwnViewsKeys {
  facts: ViewsFacts;
  /** Opens what is written for them afterwards (decided-keys.server.ts). */
  ownKey: Bytes;
  keys: ReadonlyMap<Audience, Bytes>;
}

/** One young person's views, as they see them themselves. */
export interface OwnViews extends ViewsFacts {
  answers: OpenedAnswer[];
  unreadable: number;
  /** Who opened them, and when. */
  openings: ViewsOpening[];
  /** For whom pages were printed that have answers of theirs, and which answers. */
  prints: { reader: Reader; at: string; answerIds: string[] }[];
  takenBack: TakenBack[];
}

/** The id of views that there never are: a receipt that is wrong costs the work of one that is right. */
const NOBODYS = '';

async function allKeys(
  open: (recordId: string) => Promise<Bytes | null>,
  viewsId: string,
): Promise<Map<Audience, Bytes>> {
  const keys = new Map<Audience, Bytes>();
  for (const audience of audiences) {
    const dataKey = await open(audienceRecord(viewsId, audience));
    if (dataKey) keys.set(audience, dataKey);
  }
  return keys;
}

/** Finds views by a stretched receipt and opens their keys; null for one that opens nothing. */
export async function findViewsWith(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  authorityId: string,
  { key, verifier }: StretchedReceipt,
): Promise<OwnViewsKeys | null> {
  const lookup = receiptLookup(ring, authorityId, toBase64Url(verifier));
  const facts = await findViewsByReceipt(db, authorityId, lookup);
  const open = (recordId: string) => openForReceipt(db, authorityId, recordId, key);
  const ownKey = await open(ownRecord(facts?.viewsId ?? NOBODYS));
  const keys = await allKeys(open, facts?.viewsId ?? NOBODYS);
  return facts && ownKey && { facts, ownKey, keys };
}

/** The views of somebody who is signed in, with the keys that theirs opens; the newest first. */
export async function findViewsAs(db: Db, young: YoungSession): Promise<OwnViewsKeys[]> {
  const { authorityId, personId } = young;
  const found = await findViewsOfPerson(db, authorityId, personId);
  if (found.length === 0) return [];
  const privateKey = await young.openPrivateKey();
  const open = (recordId: string) => openForPerson(db, authorityId, recordId, personId, privateKey);
  const all: OwnViewsKeys[] = [];
  for (const facts of found) {
    const ownKey = await open(ownRecord(facts.viewsId));
    if (ownKey) all.push({ facts, ownKey, keys: await allKeys(open, facts.viewsId) });
  }
  return all;
}

/** Everything of somebody's own views, and what became of them. */
export async function readOwnViews(
  db: Db,
  authorityId: string,
  { facts, keys }: Omit<OwnViewsKeys, 'ownKey'>,
): Promise<OwnViews> {
  const { viewsId, reviewId } = facts;
  const rows = await findAnswers(db, authorityId, viewsId, audiences);
  const sealed = rows.map(({ answer_id, audience, sealed: text }) => ({
    answerId: answer_id,
    audience: audience as Audience,
    sealed: text,
  }));
  const takenBack = await findTakenBack(db, authorityId, reviewId);
  const own = takenBack.filter((one) => one.viewsId === viewsId);
  // An answer that was taken back may still be on a page that was printed.
  const ids = new Set([...rows.map((row) => row.answer_id), ...own.map(({ answerId }) => answerId)]);
  const prints = await findPrintsOf(db, authorityId, reviewId);
  return {
    ...facts,
    ...(await openAnswers(authorityId, viewsId, keys, sealed)),
    openings: groupViewsOpenings(await findDeedsOn(db, authorityId, viewsId, ['views.opened'])),
    prints: prints.flatMap(({ reader, at, answerIds }) => {
      const theirs = answerIds.filter((id) => ids.has(id));
      return isReader(reader) && theirs.length > 0 ? [{ reader, at, answerIds: theirs }] : [];
    }),
    takenBack: own,
  };
}

/** A young person's own views, opened with their receipt; null for one that opens nothing. */
export async function openOwnViews(
  context: Pick<VoiceContext, 'db' | 'ring'>,
  authorityId: string,
  opener: StretchedReceipt,
): Promise<OwnViews | null> {
  const found = await findViewsWith(context, authorityId, opener);
  return found && readOwnViews(context.db, authorityId, found);
}

/** All of somebody who is signed in, the newest first. */
export async function openOwnViewsAs(
  { db }: Pick<VoiceContext, 'db'>,
  young: YoungSession,
): Promise<OwnViews[]> {
  const all: OwnViews[] = [];
  for (const found of await findViewsAs(db, young))
    all.push(await readOwnViews(db, young.authorityId, found));
  return all;
}
