import type { Selectable } from 'kysely';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import {
  actionField,
  type ActionOutcome,
  type ActionWords,
  type Decided,
  DECIDED_FIELD,
  type OpenedAction,
} from './decided.ts';
import { findRecordRow } from './record.queries.server.ts';
import type { ReviewActionsTable, ReviewRecordsTable } from './record.table.ts';
import { decidedRecord } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export type ActionRow = Selectable<ReviewActionsTable>;

const bindingOf = (authorityId: string, reviewId: string, actionId: string) => ({
  authorityId,
  recordId: decidedRecord(reviewId),
  field: actionField(actionId),
});

/** Seals what an action says, under the key of what was decided at its review. */
export function sealAction(
  decidedKey: Bytes,
  authorityId: string,
  { reviewId, actionId }: { reviewId: string; actionId: string },
  { what, who }: ActionWords,
): Promise<string> {
  return sealWords(decidedKey, JSON.stringify({ what, who }), bindingOf(authorityId, reviewId, actionId));
}

export async function openAction(decidedKey: Bytes, row: ActionRow): Promise<OpenedAction> {
  const binding = bindingOf(row.authority_id, row.review_id, row.action_id);
  const { what, who } = JSON.parse(await openWords(decidedKey, row.sealed, binding)) as ActionWords;
  return {
    actionId: row.action_id,
    reviewId: row.review_id,
    place: row.place,
    what,
    who,
    byOn: row.by_on,
    carriedFrom: row.carried_from,
    carriedAs: row.carried_as as 'not' | null,
    outcome: row.outcome as ActionOutcome | null,
    outcomeAt: row.outcome_at,
  };
}

/** The actions of a review, in order, as they are kept. */
export async function findActionRows(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<ActionRow[]> {
  return db
    .selectFrom('review_actions')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('place')
    .orderBy('action_id')
    .execute();
}

/** @throws Refusal `not-found` for an action that this review has not. */
export async function findActionRow(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
  actionId: string,
): Promise<ActionRow> {
  const row = (await findActionRows(db, authorityId, reviewId)).find(
    ({ action_id }) => action_id === actionId,
  );
  if (!row) throw new Refusal('not-found');
  return row;
}

/** What a review's officer wrote and sent; null where nothing was sent. */
export async function findSentRecord(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<Selectable<ReviewRecordsTable> | null> {
  const row = await findRecordRow(db, authorityId, reviewId);
  return row?.sent_at ? row : null;
}

export async function openDecided(
  decidedKey: Bytes,
  { authority_id: authorityId, review_id: reviewId, sealed }: Selectable<ReviewRecordsTable>,
): Promise<Decided> {
  const binding = { authorityId, recordId: decidedRecord(reviewId), field: DECIDED_FIELD };
  return JSON.parse(await openWords(decidedKey, sealed, binding)) as Decided;
}
