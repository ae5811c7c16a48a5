import type { Selectable } from 'kysely';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import {
  type ActionRow,
  findActionRows,
  openAction,
  openDecided,
  sealAction,
} from './actions.queries.server.ts';
import { DECIDED_FIELD, type Decided } from './decided.ts';
import type { RecordDraft } from './record-draft.ts';
import type { ReviewRecordsTable } from './record.table.ts';
import type { Review } from './review.ts';
import { decidedRecord } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Named = Pick<Review, 'authorityId' | 'reviewId'>;

const bindingOf = ({ authorityId, reviewId }: Named, field: string) => ({
  authorityId,
  recordId: decidedRecord(reviewId),
  field,
});
const DRAFT_FIELD = 'decided-draft';

export const sealDecided = (key: Bytes, review: Named, { text, easy }: Decided): Promise<string> =>
  sealWords(key, JSON.stringify({ text, easy }), bindingOf(review, DECIDED_FIELD));

/** A change to what was sent, kept apart from it: its young person sees none of it before it is sent too. */
export const sealDraft = (key: Bytes, review: Named, draft: RecordDraft): Promise<string> =>
  sealWords(key, JSON.stringify(draft), bindingOf(review, DRAFT_FIELD));

/** What stands in the record: as it was sent, or kept so far. */
export async function openStored(
  key: Bytes,
  row: Selectable<ReviewRecordsTable>,
  rows: readonly ActionRow[],
): Promise<RecordDraft> {
  const own = rows.filter(({ carried_from }) => carried_from === null);
  const actions = await Promise.all(own.map((one) => openAction(key, one)));
  return {
    ...(await openDecided(key, row)),
    actions: actions.map(({ actionId, what, who, byOn }) => ({ actionId, what, who, byOn })),
  };
}

/** What its officer last wrote: the change to come where there is one, else what stands. */
export async function openWritten(
  key: Bytes,
  row: Selectable<ReviewRecordsTable>,
  rows: readonly ActionRow[],
): Promise<RecordDraft> {
  if (!row.draft) return openStored(key, row, rows);
  const named = { authorityId: row.authority_id, reviewId: row.review_id };
  return JSON.parse(await openWords(key, row.draft, bindingOf(named, DRAFT_FIELD))) as RecordDraft;
}

/**
 * Makes a review's own actions those of a draft. What was carried here stays, and so does an action that its young
 * person has said something of: nobody takes that from under them.
 */
export async function storeActions(
  trx: Trx,
  key: Bytes,
  { authorityId, reviewId }: Named,
  { actions }: RecordDraft,
  at: Date,
): Promise<void> {
  const rows = await findActionRows(trx, authorityId, reviewId);
  const own = new Map(rows.filter((row) => row.carried_from === null).map((row) => [row.action_id, row]));
  let place = Math.max(0, ...rows.filter((row) => row.carried_from !== null).map((row) => row.place));
  const kept = new Set<string>();
  for (const action of actions) {
    place += 1;
    const known = action.actionId && !kept.has(action.actionId) ? own.get(action.actionId) : undefined;
    const actionId = known?.action_id ?? newId(at);
    kept.add(actionId);
    const sealed = await sealAction(key, authorityId, { reviewId, actionId }, action);
    const said = { place, sealed, by_on: action.byOn };
    if (known)
      await trx
        .updateTable('review_actions')
        .set(said)
        .where('authority_id', '=', authorityId)
        .where('action_id', '=', actionId)
        .execute();
    else
      await trx
        .insertInto('review_actions')
        .values({
          ...said,
          authority_id: authorityId,
          action_id: actionId,
          review_id: reviewId,
          carried_from: null,
          carried_as: null,
          outcome: null,
          outcome_at: null,
          officer_seen_at: null,
          advocate_seen_at: null,
        })
        .execute();
  }
  const gone = [...own.values()].filter(({ action_id, outcome }) => !kept.has(action_id) && outcome === null);
  for (const { action_id: actionId } of gone)
    await trx
      .deleteFrom('review_actions')
      .where('authority_id', '=', authorityId)
      .where('action_id', '=', actionId)
      .execute();
}
