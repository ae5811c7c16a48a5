import { describe, expect, test } from 'vitest';
import { findDeedsOn, record } from '../../src/lib/audit/audit.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { findActionRows, openAction } from '../../src/lib/reviews/actions.queries.server.ts';
import { carryActions } from '../../src/lib/reviews/carry-actions.server.ts';
import { openDecidedForAuthority } from '../../src/lib/reviews/decided-keys.server.ts';
import type { Feedback } from '../../src/lib/reviews/decided.ts';
import { giveFeedback, openFeedback } from '../../src/lib/reviews/give-feedback.server.ts';
import { findNotHappened } from '../../src/lib/reviews/not-happened.queries.server.ts';
import { openNotHappened, seeNotHappened } from '../../src/lib/reviews/not-happened.server.ts';
import { handOver } from '../../src/lib/reviews/hand-over.server.ts';
import { findViewsWith } from '../../src/lib/reviews/own-views.server.ts';
import { readAfter } from '../../src/lib/reviews/read-after.server.ts';
import { readAfterwards } from '../../src/lib/reviews/read-afterwards.server.ts';
import { shredDue } from '../../src/lib/reviews/shred-review.server.ts';
import { tickAction } from '../../src/lib/reviews/tick-action.server.ts';
import { decidedRecord } from '../../src/lib/reviews/sealed-views.ts';
import { deleteKeys } from '../../src/lib/sealing/records.server.ts';
import { aDecided } from '../support/decided.ts';
import { readStretched } from '../../src/lib/voice/stretch.ts';
import { sentViews } from '../support/review-views.ts';
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

const tick = (reviewId: string, actionId: string, outcome: 'happened' | 'not') =>
  tickAction(world, world.authorityId, { reviewId, viewsId: '' }, actionId, outcome);

describe('"it happened" and "it did not"', () => {
  test('what did not happen reaches the officer and the advocate until each has seen it, and the next review', async () => {
    const { held, next } = await twoReviews();
    const [bike = ''] = await aDecided(world, held, [
      { what: 'Buy a bike', who: 'Made-up worker', byOn: '2026-06-20' },
    ]);
    const officer = world.staff['reviewing-officer'];
    const advocate = world.staff.advocate;
    const toSee = async (person: Person) =>
      (await findNotHappened(world.db, person)).toSee.filter(({ actionId }) => actionId === bike);
    expect(await toSee(officer)).toEqual([]);
    await tick(held.reviewId, bike, 'not');
    expect(await actionsOf(next.reviewId)).toMatchObject([{ what: 'Buy a bike', outcome: null }]);
    for (const person of [officer, advocate]) {
      expect(await toSee(person)).toMatchObject([{ byOn: '2026-06-20', reviewId: held.reviewId }]);
      expect(await openNotHappened(world, person, bike)).toMatchObject({
        what: 'Buy a bike',
        who: 'Made-up worker',
        seen: false,
      });
    }
    await seeNotHappened(world, officer, bike);
    expect(await toSee(officer)).toEqual([]);
    expect(await toSee(advocate)).toHaveLength(1);
    await seeNotHappened(world, advocate, bike);
    expect(await toSee(advocate)).toEqual([]);
    // The same again is no news; a change of mind is.
    await tick(held.reviewId, bike, 'not');
    expect(await toSee(officer)).toEqual([]);
    await tick(held.reviewId, bike, 'happened');
    await expect(openNotHappened(world, advocate, bike)).rejects.toThrow('not-found');
    expect(await actionsOf(next.reviewId)).toMatchObject([{ outcome: 'happened' }]);
    await tick(held.reviewId, bike, 'not');
    expect(await toSee(officer)).toHaveLength(1);
    expect(await toSee(advocate)).toHaveLength(1);
    expect(await actionsOf(next.reviewId)).toMatchObject([{ outcome: null }]);
    const deeds = await findDeedsOn(world.db, world.authorityId, held.reviewId, [
      'review.action-not-happened',
      'review.action-happened',
      'review.not-happened-read',
      'review.not-happened-seen',
    ]);
    expect(deeds.map(({ action }) => action)).toEqual([
      'review.action-not-happened',
      'review.not-happened-read',
      'review.not-happened-read',
      'review.not-happened-seen',
      'review.not-happened-seen',
      'review.action-happened',
      'review.action-not-happened',
    ]);
  });

  test('what was not seen when the review is shredded still reaches whoever has not seen it', async () => {
    const held = await aReview(world, { state: 'held', heldOn: '2026-06-01' });
    const next = await aReview(world, { seriesId: held.seriesId, number: 2 });
    const [bike = '', drums = ''] = await aDecided(world, held, [
      { what: 'Buy a bike', who: 'Made-up worker' },
      { what: 'Ask about drums', who: 'Made-up school' },
    ]);
    const { 'reviewing-officer': officer, advocate } = world.staff;
    await tick(held.reviewId, bike, 'not');
    await tick(held.reviewId, drums, 'not');
    for (const action of [bike, drums]) await seeNotHappened(world, officer, action);
    await seeNotHappened(world, advocate, drums);
    const noise = { actor: 'system', action: 'made-up.deed', object: 'made up' };
    await world.db
      .transaction()
      .execute((trx) => record(trx, world.auditKey, world.authorityId, noise, world.clock()));
    expect(await shredDue(world)).toBeGreaterThan(0);
    expect(await actionsOf(next.reviewId)).toMatchObject([
      { what: 'Buy a bike', outcome: 'not' },
      { what: 'Ask about drums', outcome: null },
    ]);
    const toSee = async (person: Person) =>
      (await findNotHappened(world.db, person)).toSee.filter(({ reviewId }) => reviewId === next.reviewId);
    expect(await toSee(officer)).toEqual([]);
    expect(await toSee(advocate)).toHaveLength(1);
  });

  test('nobody else finds it, nor its words: another officer, a worker, an advocate of elsewhere', async () => {
    const { held } = await twoReviews();
    const [one = ''] = await aDecided(world, held, [{ what: 'Something', who: 'Somebody' }]);
    await tick(held.reviewId, one, 'not');
    const { staff } = world;
    const others: Person[] = [
      { ...staff['reviewing-officer'], personId: 'another officer' },
      staff.worker,
      staff.administrator,
      { ...staff.advocate, authorityId: 'warrington' },
    ];
    for (const person of others) {
      expect((await findNotHappened(world.db, person)).toSee).toEqual([]);
      await expect(openNotHappened(world, person, one)).rejects.toThrow('not-found');
      await expect(seeNotHappened(world, person, one)).rejects.toThrow('not-found');
    }
    // The officer who took the young person over does, and the one before no longer.
    const now = { ...staff['reviewing-officer'], personId: 'the officer now' };
    await world.db
      .updateTable('review_series')
      .set({ officer_id: now.personId })
      .where('series_id', '=', held.seriesId)
      .execute();
    expect((await findNotHappened(world.db, now)).toSee).toHaveLength(1);
    await expect(openNotHappened(world, staff['reviewing-officer'], one)).rejects.toThrow('not-found');
  });

  test('what was not sent to them, is of another review, or is shredded cannot be ticked', async () => {
    const { held, next } = await twoReviews();
    const [unsent = ''] = await aDecided(world, held, [{ what: 'A draft', who: 'Nobody yet' }], {
      sent: false,
    });
    await expect(tick(held.reviewId, unsent, 'not')).rejects.toThrow('not-found');
    await expect(tick(next.reviewId, unsent, 'not')).rejects.toThrow('not-found');
    await expect(tick(held.reviewId, 'none', 'happened')).rejects.toThrow('not-found');
  });

  test('what came over from last time can be ticked before the next meeting', async () => {
    const { held, next } = await twoReviews();
    await aDecided(world, held, [{ what: 'Slow thing', who: 'Somebody' }]);
    await carry(held.reviewId);
    const [copy] = await actionsOf(next.reviewId);
    await tick(next.reviewId, copy?.actionId ?? '', 'happened');
    expect(await actionsOf(next.reviewId)).toMatchObject([{ outcome: 'happened' }]);
  });
});

describe('how it was', () => {
  const read = async (reviewId: string) => {
    const key = await openDecidedForAuthority(world.db, world.ring, world.authorityId, reviewId);
    return openFeedback(world.db, key, world.authorityId, reviewId);
  };
  const give = (reviewId: string, feedback: Feedback) =>
    giveFeedback(world, world.authorityId, { reviewId, viewsId: '' }, feedback);
  const none: Feedback = { listened: null, understood: null, words: '' };

  test('is kept sealed, replaced by what is said later, and taken back by saying nothing', async () => {
    const { held } = await twoReviews();
    await expect(give(held.reviewId, { ...none, listened: 3 })).rejects.toThrow('not-found');
    await aDecided(world, held, []);
    await give(held.reviewId, { listened: 3, understood: 'partly', words: 'They forgot the secret pony' });
    const [row] = await world.db
      .selectFrom('review_feedback')
      .selectAll()
      .where('review_id', '=', held.reviewId)
      .execute();
    expect(JSON.stringify(row)).not.toMatch(/pony|partly|listened/);
    expect(await read(held.reviewId)).toMatchObject({ listened: 3, words: 'They forgot the secret pony' });
    await give(held.reviewId, { ...none, listened: 0 });
    expect(await read(held.reviewId)).toMatchObject({ ...none, listened: 0 });
    await give(held.reviewId, none);
    expect(await read(held.reviewId)).toBeNull();
  });

  test('is read by who said it and the officer, and by nobody else who has a code of the same review', async () => {
    const held = await aReview(world, { state: 'held', heldOn: '2026-07-06' });
    const opened = async (opener: string) =>
      (await findViewsWith(world, world.authorityId, readStretched(opener)!))!;
    const [child, other] = [
      await opened((await sentViews(world, held, [])).opener),
      await opened((await sentViews(world, held, [])).opener),
    ];
    await aDecided(world, held, []);
    const feedback = { listened: 1, understood: 'no', words: 'My worker talked over me' } as const;
    await giveFeedback(world, world.authorityId, child.facts, feedback);
    expect((await readAfter(world, world.authorityId, [child])).feedback).toEqual(feedback);
    expect((await readAfter(world, world.authorityId, [other])).feedback).toBeNull();
    expect((await readAfter(world, world.authorityId, [other, child])).feedback).toEqual(feedback);
    const officer = world.staff['reviewing-officer'];
    expect((await readAfterwards(world, officer, held.reviewId)).feedback).toMatchObject(feedback);
    expect((await handOver(world, officer, held.reviewId)).feedback).toEqual(feedback);
  });
});
