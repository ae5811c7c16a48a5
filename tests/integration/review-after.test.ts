import { expect, test } from 'vitest';
import { findActionRows, openAction } from '../../src/lib/reviews/actions.queries.server.ts';
import { carryActions } from '../../src/lib/reviews/carry-actions.server.ts';
import { openDecidedForAuthority } from '../../src/lib/reviews/decided-keys.server.ts';
import { decidedRecord } from '../../src/lib/reviews/sealed-views.ts';
import { deleteKeys } from '../../src/lib/sealing/records.server.ts';
import { aDecided } from '../support/decided.ts';
import { aReview } from '../support/reviews.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

const carry = (reviewId: string) =>
  world.db
    .transaction()
    .execute((trx) => carryActions(trx, world.ring, world.authorityId, reviewId, world.clock()));

async function actionsOf(reviewId: string) {
  const rows = await findActionRows(world.db, world.authorityId, reviewId);
  const key = await openDecidedForAuthority(world.db, world.ring, world.authorityId, reviewId);
  return Promise.all(rows.map((row) => openAction(key, row)));
}

async function twoReviews() {
  const held = await aReview(world, { state: 'held', heldOn: '2026-06-01' });
  const next = await aReview(world, { seriesId: held.seriesId, number: 2 });
  return { held, next };
}

test('what has not happened is where the next review starts, once, and opens after the first is shredded', async () => {
  const { held, next } = await twoReviews();
  const [done = '', open = ''] = await aDecided(world, held, [
    { what: 'Buy a bike', who: 'Made-up worker', byOn: '2026-06-20' },
    { what: 'Ask about drums', who: 'Made-up school', byOn: '2026-07-01' },
  ]);
  await world.db
    .updateTable('review_actions')
    .set({ outcome: 'happened' })
    .where('action_id', '=', done)
    .execute();
  expect(await carry(held.reviewId)).toBe(1);
  expect(await carry(held.reviewId)).toBe(0);
  await world.db
    .transaction()
    .execute((trx) => deleteKeys(trx, world.authorityId, decidedRecord(held.reviewId)));
  expect(await actionsOf(next.reviewId)).toMatchObject([
    { what: 'Ask about drums', who: 'Made-up school', byOn: '2026-07-01', carriedFrom: open, outcome: null },
  ]);
});

test('where no next review is planned nothing is carried, and nothing is lost', async () => {
  const held = await aReview(world, { state: 'held', heldOn: '2026-06-01' });
  await aDecided(world, held, [{ what: 'Find a club', who: 'Made-up carer' }]);
  expect(await carry(held.reviewId)).toBe(0);
  expect(await actionsOf(held.reviewId)).toHaveLength(1);
  const next = await aReview(world, { seriesId: held.seriesId, number: 2 });
  expect(await carry(held.reviewId)).toBe(1);
  expect(await actionsOf(next.reviewId)).toMatchObject([{ what: 'Find a club' }]);
});

test('a review that is still to be held is never carried into itself', async () => {
  const planned = await aReview(world);
  await aDecided(world, planned, [{ what: 'Go on', who: 'Somebody made up' }], { sent: false });
  expect(await carry(planned.reviewId)).toBe(0);
  expect(await actionsOf(planned.reviewId)).toHaveLength(1);
});

test('two that carry at the same moment carry once', async () => {
  const { held, next } = await twoReviews();
  await aDecided(world, held, [{ what: 'Only one of me', who: 'Made-up' }]);
  await Promise.all([carry(held.reviewId), carry(held.reviewId)]);
  expect(await actionsOf(next.reviewId)).toHaveLength(1);
});
