import { expect, test } from 'vitest';
import type { Review } from '../../src/lib/reviews/review.ts';
import { giveReviewCode, useReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import { findCodesOf } from '../../src/lib/reviews/review-codes.queries.server.ts';
import { aReview } from '../support/reviews.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const officer = () => world.staff['reviewing-officer'];
const give = ({ reviewId }: Review) => giveReviewCode(world, officer(), reviewId);
const use = (code: string, viewsId: string, authorityId = here) =>
  world.db
    .transaction()
    .execute((trx) => useReviewCode(trx, world.ring, authorityId, code, viewsId, world.clock()));
const fault = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    (refused: { fault?: string; code?: string }) => refused.fault ?? refused.code ?? 'thrown',
  );

test('a code finds its review, once, however it is typed, and is kept in clear nowhere', async () => {
  const review = await aReview(world);
  const { code, expiresAt } = await give(review);
  expect(expiresAt).toBe('2026-08-05T23:00:00.000Z');
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  const rows = JSON.stringify(await world.db.selectFrom('review_codes').selectAll().execute());
  expect(rows).not.toContain(code.replace('-', ''));
  expect(rows).not.toContain(code);
  expect(await fault(use('00000-00000', 'views-0'))).toBe('code-unknown');
  expect(await fault(use('', 'views-0'))).toBe('code-unknown');
  expect(await fault(use(code, 'views-0', 'warrington'))).toBe('code-unknown');
  expect(await use(` ${code.toLowerCase().replace('-', ' ')} `, 'views-1')).toMatchObject({
    reviewId: review.reviewId,
  });
  // What is sent twice is still one; another phone with the same code is told so.
  expect(await use(code, 'views-1')).toMatchObject({ reviewId: review.reviewId });
  expect(await fault(use(code, 'views-2'))).toBe('code-used');
});

test('of two phones that use one code at the same moment, one is in and the other is told', async () => {
  const { code } = await give(await aReview(world));
  const outcomes = await Promise.all([fault(use(code, 'phone-1')), fault(use(code, 'phone-2'))]);
  expect(outcomes.sort()).toEqual(['code-used', 'taken']);
});

test('a new code ends those that nobody used, and leaves what came with the used ones', async () => {
  const review = await aReview(world);
  const first = await give(review);
  await use(first.code, 'views-a');
  const second = await give(review);
  const third = await give(review);
  expect(await fault(use(second.code, 'views-b'))).toBe('code-old');
  expect(await fault(use(first.code, 'views-a'))).toBe('taken');
  expect(await fault(use(third.code, 'views-c'))).toBe('taken');
  const codes = await findCodesOf(world.db, here, review.reviewId);
  expect(codes.map(({ usedAt }) => usedAt !== null)).toEqual([true, false, true]);
});

test('a code runs out, and does nothing for a review that is cancelled or gone', async () => {
  const set = (review: Review, values: Record<string, string>) =>
    world.db
      .updateTable('reviews')
      .set(values)
      .where('authority_id', '=', here)
      .where('review_id', '=', review.reviewId)
      .execute();
  const [cancelled, gone, old] = [await aReview(world), await aReview(world), await aReview(world)];
  const codes = [await give(cancelled), await give(gone), await give(old)];
  await set(cancelled, { state: 'cancelled' });
  await set(gone, { state: 'held', held_on: '2026-07-01', forgotten_at: '2026-08-01T00:00:00.000Z' });
  expect(await fault(use(codes[0]?.code ?? '', 'v'))).toBe('review-over');
  expect(await fault(use(codes[1]?.code ?? '', 'v'))).toBe('review-over');
  expect(await fault(give(cancelled))).toBe('moved-on');
  expect(await fault(give(gone))).toBe('moved-on');
  world.pass(31 * 24);
  expect(await fault(use(codes[2]?.code ?? '', 'v'))).toBe('code-old');
});

test('only the officer and the worker of a review give codes for it', async () => {
  const review = await aReview(world);
  const other = await aReview(world, { officerId: 'somebody-else', workerId: null });
  expect(await fault(giveReviewCode(world, world.staff.worker, review.reviewId))).toBe('taken');
  expect(await fault(giveReviewCode(world, world.staff.administrator, review.reviewId))).toBe('not-found');
  expect(await fault(give(other))).toBe('not-found');
});
