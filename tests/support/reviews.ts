import { toInstant } from '../../src/lib/platform/clock.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { findReview } from '../../src/lib/reviews/reviews.queries.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import type { World } from './world.ts';

/** A planned review of a made-up young person, with its officer and worker, put straight into the database. */
export async function aReview(
  { db, authorityId, staff, clock }: Pick<World, 'db' | 'authorityId' | 'staff' | 'clock'>,
  rest: Partial<Review> & { youngPersonId?: string | null } = {},
): Promise<Review> {
  const at = clock();
  const { youngPersonId = null, ...changed } = rest;
  const seriesId = changed.seriesId ?? newId(at);
  const reviewId = newId(at);
  const officer = changed.officerId === undefined ? staff['reviewing-officer'].personId : changed.officerId;
  const worker = changed.workerId === undefined ? staff.worker.personId : changed.workerId;
  if (!changed.seriesId)
    await db
      .insertInto('review_series')
      .values({
        authority_id: authorityId,
        series_id: seriesId,
        reference: `R-${reviewId.slice(-6)}`,
        kind: 'looked_after',
        started_on: '2026-01-05',
        officer_id: officer,
        worker_id: worker,
        young_person_id: youngPersonId,
        created_at: toInstant(at),
        ended_on: null,
        version: 1,
      })
      .execute();
  await db
    .insertInto('reviews')
    .values({
      authority_id: authorityId,
      review_id: reviewId,
      series_id: seriesId,
      number: changed.number ?? 1,
      due_on: changed.dueOn ?? '2026-12-01',
      rule: changed.rule ?? 'six-months',
      planned_on: changed.plannedOn ?? '2026-12-01',
      planned_at: changed.plannedAt ?? '16:00',
      state: changed.state ?? 'planned',
      held_on: changed.heldOn ?? null,
      officer_id: officer,
      worker_id: worker,
      came: changed.came ?? null,
      conveyed: changed.conveyed ?? null,
      under_four:
        changed.underFour === undefined || changed.underFour === null ? null : Number(changed.underFour),
      code: changed.code ?? null,
      code_confirmed_by: null,
      code_confirmed_at: null,
      handed_over_at: null,
      forgotten_at: null,
      version: 1,
    })
    .execute();
  return findReview(db, authorityId, reviewId);
}
