import { beforeEach, describe, expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { insertPerson, setDisabled } from '../../src/lib/identity/people.queries.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { inviteYoungPerson } from '../../src/lib/identity/young-invitations.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { reviewFor } from '../../src/lib/reviews/access.server.ts';
import { addSeries } from '../../src/lib/reviews/add-series.server.ts';
import { assignReview } from '../../src/lib/reviews/assign-review.server.ts';
import { endSeries } from '../../src/lib/reviews/end-series.server.ts';
import { countHeldBy, findHeldBy } from '../../src/lib/reviews/held-by.queries.server.ts';
import { holdReview } from '../../src/lib/reviews/hold-review.server.ts';
import { planReview } from '../../src/lib/reviews/plan-review.server.ts';
import { giveReviewCode, useReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import { findMoves } from '../../src/lib/reviews/review-changes.queries.server.ts';
import {
  countReviews,
  findReviewList,
  findToReadToday,
} from '../../src/lib/reviews/review-list.queries.server.ts';
import type { ReviewFilter, ReviewPlace } from '../../src/lib/reviews/review-list.ts';
import { findReview, findSeries } from '../../src/lib/reviews/reviews.queries.server.ts';
import { findReviewsOf } from '../../src/lib/reviews/series.queries.server.ts';
import { aReview } from '../support/reviews.ts';
import { makeWorld } from '../support/world.ts';

// Its clock stands at 6 July 2026.
const world = makeWorld();
const here = 'manchester';
const officer = () => world.staff['reviewing-officer'];
const worker = () => world.staff.worker;

let made = 0;
async function another(role: 'reviewing-officer' | 'worker'): Promise<Person> {
  made += 1;
  const name = `another-${role}-${made}`;
  const person = { personId: newId(), authorityId: here, username: name, displayName: name, roles: [role] };
  await world.db.transaction().execute((trx) => insertPerson(trx, person, world.clock()));
  return person;
}

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (refused: { code?: string; fault?: string }) => refused.code ?? refused.fault ?? 'thrown',
  );
const newSeries = (rest: Partial<Parameters<typeof addSeries>[2]> = {}) => {
  made += 1;
  return {
    reference: `MX-${4000 + made}`,
    kind: 'looked_after' as const,
    startedOn: '2026-01-05',
    held: ['2026-01-30', '2026-04-20'],
    workerId: worker().personId,
    ...rest,
  };
};
const add = (rest?: Partial<Parameters<typeof addSeries>[2]>) => addSeries(world, officer(), newSeries(rest));
const plan = async (reviewId: string, plannedOn: string, plannedAt: string | null = null, by = officer()) =>
  planReview(world, by, reviewId, (await findReview(world.db, here, reviewId)).version, {
    plannedOn,
    plannedAt,
  });
const took = { came: 'all', conveyed: 'spoke', underFour: false } as const;
/** Who was told that there is something new, since the last time this was asked. */
async function told(): Promise<string[]> {
  const rows = await world.db.selectFrom('outbox').selectAll().execute();
  const ours = rows.filter((row) => JSON.stringify(row).includes('person.something-new'));
  await world.db.deleteFrom('outbox').execute();
  return ours.map((row) => JSON.stringify(row));
}

describe('adding', () => {
  test('reviews held before are there with their days and nothing else, the next is due by rule', async () => {
    const { seriesId, reviewId } = await add();
    const reviews = await findReviewsOf(world.db, here, seriesId);
    expect(
      reviews.map(({ number, state, heldOn, dueOn, rule }) => [number, state, heldOn, dueOn, rule]),
    ).toEqual([
      [1, 'held', '2026-01-30', '2026-02-02', 'within-20-working-days'],
      [2, 'held', '2026-04-20', '2026-04-30', 'within-3-months'],
      [3, 'planned', null, '2026-10-20', 'within-6-months'],
    ]);
    expect(reviews.map(({ forgottenAt }) => forgottenAt !== null)).toEqual([true, true, false]);
    expect(reviews.at(-1)).toMatchObject({ reviewId, officerId: officer().personId, plannedOn: null });
  });

  test('a running reference is taken once for each kind, however it is written, also by two at once', async () => {
    const { seriesId } = await add({ reference: 'MX-77' });
    expect(await refusal(add({ reference: 'mx-77' }))).toBe('moved-on');
    expect(await refusal(add({ reference: 'MX-77', kind: 'pathway', held: [] }))).toBe('done');
    const both = await Promise.allSettled([add({ reference: 'MX-78' }), add({ reference: 'MX-78' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await endSeries(world, officer(), seriesId, 1);
    expect(await refusal(add({ reference: 'MX-77' }))).toBe('done');
  });

  test('nothing is added where the rules cannot say when, or for people who are not there for it', async () => {
    const count = async () =>
      (await world.db.selectFrom('review_series').select('series_id').execute()).length;
    const before = await count();
    expect(await refusal(add({ startedOn: '1960-01-05', held: [] }))).toBe('no-due-day');
    expect(await refusal(add({ workerId: officer().personId }))).toBe('not-found');
    expect(await refusal(add({ officerId: worker().personId }))).toBe('not-found');
    expect(await refusal(add({ youngPersonId: 'somebody' }))).toBe('not-found');
    expect(await count()).toBe(before);
  });

  test('an account is joined only where it is this worker’s and has the reference', async () => {
    const { personId } = await inviteYoungPerson(world, worker(), 'MX-900');
    const other = await another('worker');
    expect(
      await refusal(add({ reference: 'MX-900', workerId: other.personId, youngPersonId: personId })),
    ).toBe('not-found');
    const { seriesId } = await add({ reference: 'mx-900', youngPersonId: personId });
    expect(await findSeries(world.db, here, seriesId)).toMatchObject({ youngPersonId: personId });
  });
});

describe('a day', () => {
  test('moves as often as it must, each time on record, and its young person hears that there is something new', async () => {
    const { personId } = await inviteYoungPerson(world, worker(), 'MX-901');
    const { reviewId } = await add({ reference: 'MX-901', youngPersonId: personId });
    await told();
    await plan(reviewId, '2026-10-01', '16:00');
    await plan(reviewId, '2026-10-08', '16:00');
    await plan(reviewId, '2026-11-30', '16:30');
    const news = await told();
    expect(news).toHaveLength(3);
    // It names nobody's review, and no day.
    expect(news.join()).toContain(personId);
    expect(news.join()).not.toMatch(/2026-1[01]-|MX-901/);
    expect(news.join()).not.toContain(reviewId);
    expect((await findMoves(world.db, here, reviewId)).map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
      [null, '2026-10-01'],
      ['2026-10-01', '2026-10-08'],
      ['2026-10-08', '2026-11-30'],
    ]);
    // The same day and time again is no move; another time alone is none either, but is told.
    await plan(reviewId, '2026-11-30', '16:30');
    expect(await told()).toEqual([]);
    await plan(reviewId, '2026-11-30', '17:00');
    expect(await told()).toHaveLength(1);
    expect(await findMoves(world.db, here, reviewId)).toHaveLength(3);
    expect(await findReview(world.db, here, reviewId)).toMatchObject({
      plannedAt: '17:00',
      state: 'planned',
    });
  });

  test('of two tabs one moves it, and the other is told; nobody else moves it at all', async () => {
    const { reviewId } = await add();
    const move = (day: string) =>
      refusal(planReview(world, officer(), reviewId, 1, { plannedOn: day, plannedAt: null }));
    const both = await Promise.all([move('2026-10-01'), move('2026-10-02')]);
    expect(both.sort()).toEqual(['done', 'moved-on']);
    expect(await findMoves(world.db, here, reviewId)).toHaveLength(1);
    expect(await refusal(plan(reviewId, '2026-10-03', null, worker()))).toBe('not-found');
    expect(await refusal(plan(reviewId, '2026-10-03', null, await another('reviewing-officer')))).toBe(
      'not-found',
    );
  });
});

describe('a review that was held', () => {
  test('makes the next one by rule, for the same officer and worker, once', async () => {
    const { seriesId, reviewId } = await add({ held: ['2026-01-30'] });
    const hold = () => refusal(holdReview(world, officer(), reviewId, 1, { heldOn: '2026-07-06', ...took }));
    expect((await Promise.all([hold(), hold()])).sort()).toEqual(['done', 'moved-on']);
    expect(await hold()).toBe('moved-on');
    const reviews = await findReviewsOf(world.db, here, seriesId);
    expect(reviews).toHaveLength(3);
    expect(reviews[1]).toMatchObject({ state: 'held', heldOn: '2026-07-06', ...took, forgottenAt: null });
    expect(reviews[2]).toMatchObject({
      number: 3,
      state: 'planned',
      dueOn: '2027-01-06',
      rule: 'within-6-months',
      officerId: officer().personId,
      workerId: worker().personId,
    });
    expect(await refusal(plan(reviewId, '2026-10-03'))).toBe('moved-on');
  });

  test('was not held tomorrow, nor before the one before; nothing is changed then', async () => {
    const { seriesId, reviewId } = await add();
    for (const heldOn of ['2026-07-07', '2026-04-20', '2026-01-01'])
      expect(await refusal(holdReview(world, officer(), reviewId, 1, { heldOn, ...took }))).toBe('moved-on');
    expect(await refusal(holdReview(world, worker(), reviewId, 1, { heldOn: '2026-07-01', ...took }))).toBe(
      'not-found',
    );
    // Where the rules cannot say when the next is due, nothing is held: a kind that this version does not know.
    await world.db
      .updateTable('review_series')
      .set({ kind: 'other' })
      .where('series_id', '=', seriesId)
      .execute();
    expect(await refusal(holdReview(world, officer(), reviewId, 1, { heldOn: '2026-07-01', ...took }))).toBe(
      'no-due-day',
    );
    expect(await findReviewsOf(world.db, here, seriesId)).toHaveLength(3);
    expect(await findReview(world.db, here, reviewId)).toMatchObject({ state: 'planned', version: 1 });
  });
});

describe('whose reviews they are', () => {
  test('an IRO changed mid-way: the old one finds nothing, the new one everything', async () => {
    const { personId } = await inviteYoungPerson(world, worker(), 'MX-902');
    const { seriesId, reviewId } = await add({ reference: 'MX-902', youngPersonId: personId });
    const nextId = await holdReview(world, officer(), reviewId, 1, { heldOn: '2026-07-01', ...took });
    await told();
    const newcomer = await another('reviewing-officer');
    const newWorker = await another('worker');
    const assign = (by: Person, version = 1) =>
      assignReview(world, by, seriesId, version, {
        officerId: newcomer.personId,
        workerId: newWorker.personId,
      });
    expect(await refusal(assign(newcomer))).toBe('not-found');
    expect(await refusal(assign(worker()))).toBe('not-found');
    expect(await refusal(assign(officer(), 7))).toBe('moved-on');
    await assign(officer());
    expect(await told()).toHaveLength(1);
    for (const id of [reviewId, nextId]) {
      for (const gone of [officer(), worker()])
        expect(await refusal(reviewFor(world.db, gone, id))).toBe('not-found');
      expect((await reviewFor(world.db, newcomer, id)).reader).toBe('officer');
      expect((await reviewFor(world.db, newWorker, id)).reader).toBe('worker');
    }
    expect(await refusal(plan(nextId, '2026-10-03'))).toBe('not-found');
    expect(await refusal(giveReviewCode(world, worker(), nextId))).toBe('not-found');
    // What was held before it came here has nothing to read, and says who held it then.
    expect((await findReviewsOf(world.db, here, seriesId))[0]).toMatchObject({
      officerId: officer().personId,
    });
    // Its account goes on with it, and an administrator may give it back without reading anything.
    await assignReview(world, world.staff.administrator, seriesId, 2, { officerId: officer().personId });
    expect(await findSeries(world.db, here, seriesId)).toMatchObject({
      officerId: officer().personId,
      workerId: newWorker.personId,
      youngPersonId: personId,
    });
    expect(await refusal(reviewFor(world.db, world.staff.administrator, nextId))).toBe('not-found');
  });

  test('handed on while it is held: the next one is with whoever has it now', async () => {
    const { seriesId, reviewId } = await add();
    const newcomer = await another('reviewing-officer');
    const outcomes = await Promise.all([
      refusal(holdReview(world, officer(), reviewId, 1, { heldOn: '2026-07-01', ...took })),
      refusal(assignReview(world, officer(), seriesId, 1, { officerId: newcomer.personId })),
    ]);
    expect(outcomes[1]).toBe('done');
    const ours = (await findReviewsOf(world.db, here, seriesId)).filter(
      ({ forgottenAt }) => forgottenAt === null,
    );
    expect([...new Set(ours.map(({ officerId }) => officerId))]).toEqual([newcomer.personId]);
  });

  test('reviews of somebody who left are shown to administrators, as references and dates', async () => {
    const leaver = await another('reviewing-officer');
    const { reviewId } = await addSeries(world, leaver, newSeries({ reference: 'MX-903' }));
    const active = await countHeldBy(world.db, here);
    expect(active.find(({ officerId }) => officerId === leaver.personId)?.count).toBe(1);
    expect(active.some(({ officerId }) => officerId === null)).toBe(false);
    await world.db.transaction().execute((trx) => setDisabled(trx, here, leaver.personId, world.clock()));
    const orphans = await findHeldBy(world.db, here, null, null);
    expect(orphans).toEqual({
      series: [
        {
          reviewId,
          reference: 'MX-903',
          kind: 'looked_after',
          dueOn: '2026-10-20',
          plannedOn: null,
          toReadToday: false,
        },
      ],
      next: null,
    });
    expect((await countHeldBy(world.db, here)).find(({ officerId }) => officerId === null)?.count).toBe(1);
    // Somebody who is not an officer any more is as good as gone.
    const former = await another('reviewing-officer');
    await addSeries(world, former, newSeries({ reference: 'MX-904' }));
    await world.db.deleteFrom('person_roles').where('person_id', '=', former.personId).execute();
    const both = await findHeldBy(world.db, here, null, null);
    expect(both.series.map(({ reference }) => reference)).toEqual(['MX-903', 'MX-904']);
  });
});

test('when somebody leaves care, what was planned is cancelled and its code works no more', async () => {
  const { seriesId, reviewId } = await add();
  const { code } = await giveReviewCode(world, officer(), reviewId);
  expect(await refusal(endSeries(world, worker(), seriesId, 1))).toBe('not-found');
  await endSeries(world, officer(), seriesId, 1);
  expect(await refusal(endSeries(world, officer(), seriesId, 1))).toBe('moved-on');
  expect(await findReview(world.db, here, reviewId)).toMatchObject({ state: 'cancelled' });
  const use = world.db
    .transaction()
    .execute((trx) => useReviewCode(trx, world.ring, here, code, 'views', world.clock()));
  expect(await refusal(use)).toBe('review-over');
  expect(await refusal(holdReview(world, officer(), reviewId, 2, { heldOn: '2026-07-01', ...took }))).toBe(
    'moved-on',
  );
  expect(await refusal(assignReview(world, officer(), seriesId, 2, { workerId: worker().personId }))).toBe(
    'moved-on',
  );
  expect(await findBreak(world.db, world.auditKey, here)).toBeNull();
});

describe('the list', () => {
  let me: Person;
  const today = '2026-07-06';
  beforeEach(async () => {
    me = await another('reviewing-officer');
  });
  const mine = (rest: Parameters<typeof aReview>[1]) => aReview(world, { officerId: me.personId, ...rest });
  const list = async (filter: ReviewFilter, as: 'officer' | 'worker' = 'officer', who = me) =>
    (await findReviewList(world.db, who, as, filter, today, null)).reviews;
  const views = async (reviewId: string, danger: number, audiences: string[]) => {
    const viewsId = newId();
    await world.db
      .insertInto('views')
      .values({
        authority_id: here,
        views_id: viewsId,
        review_id: reviewId,
        received_at: '2026-07-05T10:00:00.000Z',
        lang: 'ar',
        age: '8-12',
        receipt_lookup: viewsId,
        person_id: null,
        idem_hash: viewsId,
        payload_mac: '',
        danger,
        first_opened_at: null,
      })
      .execute();
    for (const [place, audience] of audiences.entries())
      await world.db
        .insertInto('views_answers')
        .values({ authority_id: here, views_id: viewsId, answer_id: newId(), place, audience, sealed: '' })
        .execute();
    return viewsId;
  };

  test('is by the day it is planned for, or else due, and knows what is late and what is to be written up', async () => {
    const soon = await mine({ plannedOn: '2026-07-20', dueOn: '2026-07-30' });
    const late = await mine({ plannedOn: '2026-09-01', dueOn: '2026-07-05' });
    const due = await mine({ dueOn: '2026-07-25' });
    await world.db
      .updateTable('reviews')
      .set({ planned_on: null })
      .where('review_id', '=', due.reviewId)
      .execute();
    const held = await mine({ state: 'held', heldOn: '2026-07-01' });
    const gone = await mine({ state: 'held', heldOn: '2026-05-01' });
    await world.db
      .updateTable('reviews')
      .set({ forgotten_at: '2026-06-01T00:00:00.000Z' })
      .where('review_id', '=', gone.reviewId)
      .execute();
    await mine({ state: 'cancelled' });
    await aReview(world);
    const ids = (reviews: { reviewId: string }[]) => reviews.map(({ reviewId }) => reviewId);
    expect(ids(await list('coming'))).toEqual(ids([soon, due, late]));
    expect(ids(await list('late'))).toEqual(ids([late]));
    expect(ids(await list('held'))).toEqual(ids([held]));
    expect(await countReviews(world.db, me, 'officer', today)).toEqual({ coming: 3, late: 1, held: 1 });
    expect((await list('coming'))[0]?.withName).toBe('Made-up worker');
    expect(ids(await list('coming', 'worker', worker()))).toEqual(
      expect.arrayContaining(ids([soon, due, late])),
    );
    expect(await list('coming', 'worker')).toEqual([]);
  });

  test('shows what has arrived for its reader, and danger to the officer alone', async () => {
    const review = await mine({});
    const calm = await views(review.reviewId, 0, ['officer', 'worker']);
    await views(review.reviewId, 1, ['officer']);
    await views(review.reviewId, 0, []);
    const [shown] = await list('coming');
    expect(shown).toMatchObject({ arrived: 2, soundsLikeDanger: true });
    const seen = (await list('coming', 'worker', worker())).find(
      ({ reviewId }) => reviewId === review.reviewId,
    );
    expect(seen).toMatchObject({ arrived: 1, soundsLikeDanger: false });
    const read = () => findToReadToday(world.db, here, me.personId);
    expect((await read()).map(({ reviewId }) => reviewId)).toEqual([review.reviewId]);
    const opened = { first_opened_at: '2026-07-06T09:00:00.000Z' };
    await world.db.updateTable('views').set(opened).where('views_id', '=', calm).execute();
    expect(await read()).toHaveLength(1);
    await world.db.updateTable('views').set(opened).where('review_id', '=', review.reviewId).execute();
    expect(await read()).toEqual([]);
  });

  test('goes on page by page, without one twice or left out', async () => {
    for (let place = 0; place < 90; place += 1)
      await mine({ plannedOn: `2026-08-${String((place % 9) + 1).padStart(2, '0')}` });
    const seen: string[] = [];
    let after: ReviewPlace | null = null;
    do {
      const page = await findReviewList(world.db, me, 'officer', 'coming', today, after);
      seen.push(...page.reviews.map(({ plannedOn, reviewId }) => `${plannedOn} ${reviewId}`));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(90);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});
