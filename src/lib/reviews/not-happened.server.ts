import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findActionRow, openAction } from './actions.queries.server.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import type { ActionWords } from './decided.ts';
import { findOneNotHappened, type NotHappened } from './not-happened.queries.server.ts';

/**
 * Opens the words of one action that did not happen, and nothing else of its review. That somebody read it is recorded
 * before they get it: the young person was told that their officer and an advocate will.
 * @throws Refusal `not-found`
 */
export async function openNotHappened(
  { db, ring, clock }: VoiceContext,
  person: Person,
  actionId: string,
): Promise<NotHappened & ActionWords & { seen: boolean }> {
  const { authorityId, personId } = person;
  const { columns: _columns, ...found } = await findOneNotHappened(db, person, actionId);
  const { reviewId } = found;
  const key = await openDecidedForAuthority(db, ring, authorityId, reviewId);
  const { what, who } = await openAction(key, await findActionRow(db, authorityId, reviewId, actionId));
  const deed = {
    actor: personId,
    action: 'review.not-happened-read',
    object: reviewId,
    meta: { action: actionId },
  };
  await db.transaction().execute((trx) => record(trx, ring.secret('audit'), authorityId, deed, clock()));
  return { ...found, what, who };
}

/** Notes that an officer, or an advocate, has seen it. Seen twice, it was seen once. @throws Refusal `not-found` */
export async function seeNotHappened(
  { db, ring, clock }: VoiceContext,
  person: Person,
  actionId: string,
): Promise<void> {
  const { authorityId, personId } = person;
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const { columns, seen, reviewId } = await findOneNotHappened(trx, person, actionId);
    if (seen) return;
    await trx
      .updateTable('review_actions')
      .set(Object.fromEntries(columns.map((column) => [column, toInstant(at)])))
      .where('authority_id', '=', authorityId)
      .where('action_id', '=', actionId)
      .execute();
    const deed = {
      actor: personId,
      action: 'review.not-happened-seen',
      object: reviewId,
      meta: { action: actionId },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
