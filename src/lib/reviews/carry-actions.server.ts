import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import {
  type ActionRow,
  findActionRows,
  findSentRecord,
  openAction,
  sealAction,
} from './actions.queries.server.ts';
import { decidedKeyOf, openDecidedForAuthority } from './decided-keys.server.ts';
import type { ActionOutcome } from './decided.ts';
import { findNextReview, lockReview } from './reviews.queries.server.ts';

async function withoutCarried(trx: Trx, authorityId: string, rows: ActionRow[]): Promise<ActionRow[]> {
  const carried = await trx
    .selectFrom('review_actions')
    .select('carried_from')
    .where('authority_id', '=', authorityId)
    .where(
      'carried_from',
      'in',
      rows.map(({ action_id }) => action_id),
    )
    .execute();
  const known = new Set(carried.map(({ carried_from }) => carried_from));
  return rows.filter(({ action_id }) => !known.has(action_id));
}

/**
 * Copies what a review decided and what has not happened into the next planned review of its series, so that it starts
 * from there: every action that its young person has not ticked "it happened", once. What was never sent to them, or was
 * taken back, stays behind: they would read it in the next review. Each is sealed anew under the key
 * of that review, so that shredding this one leaves it. Does nothing where no next review is planned.
 * @param only carries this one action.
 * @returns how many were carried.
 */
export async function carryActions(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  reviewId: string,
  at: Date,
  only?: string,
): Promise<number> {
  // One after the other: of two that carry the same action, the second finds that it is carried.
  const { seriesId } = await lockReview(trx, authorityId, reviewId);
  const isSent = (await findSentRecord(trx, authorityId, reviewId)) !== null;
  const open = (await findActionRows(trx, authorityId, reviewId)).filter(
    ({ outcome, action_id, carried_from }) =>
      outcome !== 'happened' &&
      (isSent || carried_from !== null) &&
      (only === undefined || action_id === only),
  );
  const next = await findNextReview(trx, authorityId, seriesId);
  if (open.length === 0 || !next || next.reviewId === reviewId) return 0;
  const rows = await withoutCarried(trx, authorityId, open);
  if (rows.length === 0) return 0;
  await lockReview(trx, authorityId, next.reviewId);
  const from = await openDecidedForAuthority(trx, ring, authorityId, reviewId);
  const to = await decidedKeyOf(trx, ring, authorityId, next.reviewId);
  let place = Math.max(0, ...(await findActionRows(trx, authorityId, next.reviewId)).map((row) => row.place));
  for (const row of rows) {
    const actionId = newId(at);
    place += 1;
    await trx
      .insertInto('review_actions')
      .values({
        authority_id: authorityId,
        action_id: actionId,
        review_id: next.reviewId,
        place,
        sealed: await sealAction(
          to,
          authorityId,
          { reviewId: next.reviewId, actionId },
          await openAction(from, row),
        ),
        by_on: row.by_on,
        carried_from: row.action_id,
        carried_as: row.outcome === 'not' ? 'not' : null,
        outcome: null,
        outcome_at: null,
        officer_seen_at: null,
        advocate_seen_at: null,
      })
      .execute();
  }
  return rows.length;
}

/**
 * What its young person says of an action is true of its copy in the review to come as well: what happened after all is
 * not carried on from there, and stays to be seen.
 */
export async function followOutcome(
  trx: Trx,
  authorityId: string,
  actionId: string,
  outcome: ActionOutcome,
  at: Date,
): Promise<void> {
  const copies = trx
    .updateTable('review_actions')
    .set(
      outcome === 'happened' ? { outcome, outcome_at: toInstant(at) } : { outcome: null, outcome_at: null },
    )
    .where('authority_id', '=', authorityId)
    .where('carried_from', '=', actionId)
    .where('review_id', 'in', (query) =>
      query
        .selectFrom('reviews')
        .select('review_id')
        .where('authority_id', '=', authorityId)
        .where('state', '=', 'planned'),
    );
  await (outcome === 'happened' ? copies : copies.where('outcome', '=', 'happened')).execute();
  await trx
    .updateTable('review_actions')
    .set({ carried_as: outcome === 'not' ? 'not' : null })
    .where('authority_id', '=', authorityId)
    .where('carried_from', '=', actionId)
    .execute();
}

/**
 * Before a review is shredded: what its young person said did not happen, and its officer or the advocate has not seen yet,
 * is said of its copy in the next review from now on, so that it still reaches them.
 */
export async function keepUnseen(trx: Trx, authorityId: string, reviewId: string): Promise<void> {
  for (const row of await findActionRows(trx, authorityId, reviewId)) {
    const { outcome, outcome_at, officer_seen_at, advocate_seen_at } = row;
    if (outcome !== 'not' || (officer_seen_at !== null && advocate_seen_at !== null)) continue;
    await trx
      .updateTable('review_actions')
      .set({ outcome, outcome_at, officer_seen_at, advocate_seen_at })
      .where('authority_id', '=', authorityId)
      .where('carried_from', '=', row.action_id)
      .where('outcome', 'is', null)
      .execute();
  }
}
