import { toInstant } from '../../src/lib/platform/clock.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { sealAction } from '../../src/lib/reviews/actions.queries.server.ts';
import { decidedKeyOf, shareDecided } from '../../src/lib/reviews/decided-keys.server.ts';
import { type ActionWords, DECIDED_FIELD } from '../../src/lib/reviews/decided.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { decidedRecord } from '../../src/lib/reviews/sealed-views.ts';
import { sealWords } from '../../src/lib/sealing/envelope.ts';
import type { World } from './world.ts';

export interface MadeAction extends ActionWords {
  byOn?: string | null;
}

/** What was decided at a review, put straight into the database and sent. @returns the ids of its actions, in order. */
export async function aDecided(
  { db, ring, authorityId, clock }: Pick<World, 'db' | 'ring' | 'authorityId' | 'clock'>,
  { reviewId, officerId }: Review,
  actions: readonly MadeAction[],
  { text = 'We decided a thing.', easy = '', sent = true } = {},
): Promise<string[]> {
  const at = clock();
  return db.transaction().execute(async (trx) => {
    const key = await decidedKeyOf(trx, ring, authorityId, reviewId);
    const binding = { authorityId, recordId: decidedRecord(reviewId), field: DECIDED_FIELD };
    await trx
      .insertInto('review_records')
      .values({
        authority_id: authorityId,
        review_id: reviewId,
        sealed: await sealWords(key, JSON.stringify({ text, easy }), binding),
        written_by: officerId ?? '',
        written_at: toInstant(at),
        draft: null,
        sent_at: sent ? toInstant(at) : null,
        changed_at: null,
        opened_at: null,
        version: 1,
      })
      .execute();
    const ids: string[] = [];
    for (const [place, { what, who, byOn = null }] of actions.entries()) {
      const actionId = newId(at);
      ids.push(actionId);
      await trx
        .insertInto('review_actions')
        .values({
          authority_id: authorityId,
          action_id: actionId,
          review_id: reviewId,
          place: place + 1,
          sealed: await sealAction(key, authorityId, { reviewId, actionId }, { what, who }),
          by_on: byOn,
          carried_from: null,
          carried_as: null,
          outcome: null,
          outcome_at: null,
          officer_seen_at: null,
          advocate_seen_at: null,
        })
        .execute();
    }
    if (sent) await shareDecided(trx, ring, authorityId, reviewId);
    return ids;
  });
}
