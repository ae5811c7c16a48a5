import { expect, test } from 'vitest';
import { findRecentDeeds } from '../../src/lib/audit/audit.server.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { Refusal } from '../../src/lib/platform/refusal.ts';
import { findActionRows, findSentRecord, openDecided } from '../../src/lib/reviews/actions.queries.server.ts';
import { carryActions } from '../../src/lib/reviews/carry-actions.server.ts';
import { openDecidedWithOwn } from '../../src/lib/reviews/decided-keys.server.ts';
import { findNotHappened } from '../../src/lib/reviews/not-happened.queries.server.ts';
import { readRecord } from '../../src/lib/reviews/read-record.server.ts';
import type { RecordDraft } from '../../src/lib/reviews/record-draft.ts';
import { noteRecordOpened } from '../../src/lib/reviews/record.queries.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { decidedRecord, ownRecord } from '../../src/lib/reviews/sealed-views.ts';
import { sendRecord } from '../../src/lib/reviews/send-record.server.ts';
import { takeBackRecord } from '../../src/lib/reviews/take-back-record.server.ts';
import { tickAction } from '../../src/lib/reviews/tick-action.server.ts';
import { writeRecord } from '../../src/lib/reviews/write-record.server.ts';
import { openForAuthority } from '../../src/lib/sealing/records.server.ts';
import { said, sentViews } from '../support/review-views.ts';
import { aReview } from '../support/reviews.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const officer = () => world.staff['reviewing-officer'];

const draft = (text: string, rest: Partial<RecordDraft> = {}): RecordDraft => ({
  text,
  easy: '',
  actions: [{ actionId: null, what: 'You call your dad', who: 'Mina', byOn: '2027-01-05' }],
  ...rest,
});

const heldReview = (rest: Partial<Review> = {}) =>
  aReview(world, { state: 'held', heldOn: '2026-07-06', ...rest });

const ending = async (reviewId: string) => {
  const { series } = await readRecord(world, officer(), reviewId);
  return series.reference.slice(-4).toUpperCase();
};

const write = (reviewId: string, version: number, words: RecordDraft) =>
  writeRecord(world, officer(), reviewId, version, words);

async function send(reviewId: string, rest: { explained?: string[]; end?: string } = {}) {
  const { version } = await readRecord(world, officer(), reviewId);
  const { explained = [], end = await ending(reviewId) } = rest;
  return sendRecord(world, officer(), reviewId, { version, referenceEnd: ` ${end}`, explained });
}

/** What the young person reads, opened with the key that is theirs; null where they cannot. */
async function readByYoung(reviewId: string): Promise<string | null> {
  const { db, ring, authorityId } = world;
  const { views_id: viewsId } = await db
    .selectFrom('views')
    .select('views_id')
    .where('review_id', '=', reviewId)
    .executeTakeFirstOrThrow();
  const ownKey = await openForAuthority(db, ring, authorityId, ownRecord(viewsId));
  const key = await openDecidedWithOwn(db, authorityId, reviewId, viewsId, ownKey);
  const row = await findSentRecord(db, authorityId, reviewId);
  return key && row ? (await openDecided(key, row)).text : null;
}

const refusal = (of: Promise<unknown>) =>
  of.then(
    () => 'none',
    (fault: unknown) => (fault instanceof Refusal ? fault.code : String(fault)),
  );

test('what is written is kept sealed, whole or not, and two tabs lose nothing', async () => {
  const { reviewId } = await heldReview();
  const half = draft('You stay at', { actions: [{ actionId: null, what: 'Call', who: '', byOn: null }] });
  expect(await write(reviewId, 0, half)).toEqual({ version: 1 });
  // A second tab that was opened before: told, and nothing of the first is overwritten.
  expect(await write(reviewId, 0, draft('Other words'))).toBeNull();
  const kept = await readRecord(world, officer(), reviewId);
  expect(kept.written).toMatchObject({
    text: 'You stay at',
    actions: [{ what: 'Call', who: '', byOn: null }],
  });
  const rows = await world.db.selectFrom('review_records').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('You stay at');
  expect(await write(reviewId, 1, draft('Other words'))).toEqual({ version: 2 });
  const both = await Promise.all([write(reviewId, 2, draft('A')), write(reviewId, 2, draft('B'))]);
  expect(both.filter(Boolean)).toHaveLength(1);
});

test('it is sent when it was held, is whole, has no jargon unexplained, and goes to the reference that was typed', async () => {
  const planned = await aReview(world);
  const { reviewId } = await heldReview();
  await write(planned.reviewId, 0, draft('You stay.'));
  expect(await send(planned.reviewId)).toBe('not-held');
  await sentViews(world, await heldReview(), [said('good', 'x', 'everyone')]);
  const wrong = draft('Your placement stays.', {
    actions: [{ actionId: null, what: 'Call', who: '', byOn: '2026-07-01' }],
  });
  await write(reviewId, 0, wrong);
  expect(await send(reviewId)).toBe('not-whole');
  await write(reviewId, 1, draft('Your placement stays. A placement is where you live. The PEP is good.'));
  expect(await send(reviewId)).toBe('jargon');
  expect(await send(reviewId, { explained: ['placement'] })).toBe('jargon');
  expect(await send(reviewId, { explained: ['placement', 'PEP'], end: 'WRONG' })).toBe('reference');
  expect(await send(reviewId, { explained: ['placement', 'PEP'], end: '' })).toBe('reference');
  expect((await readRecord(world, officer(), reviewId)).sentAt).toBeNull();
  expect(await send(reviewId, { explained: ['placement', 'PEP'] })).toBeNull();
  expect((await readRecord(world, officer(), reviewId)).sentAt).not.toBeNull();
  // Sent once: there is nothing more to send.
  expect(await refusal(send(reviewId))).toBe('moved-on');
});

test('its young person reads it once it is sent, and a change once that is sent too', async () => {
  const review = await heldReview();
  const { reviewId } = review;
  await sentViews(world, review, [said('good', 'My school', 'officer')]);
  await write(reviewId, 0, draft('You stay here.'));
  expect(await readByYoung(reviewId)).toBeNull();
  expect(await send(reviewId)).toBeNull();
  expect(await readByYoung(reviewId)).toBe('You stay here.');

  const [action] = (await readRecord(world, officer(), reviewId)).own;
  await write(reviewId, 2, draft('You stay here until June.', { actions: [] }));
  expect(await readByYoung(reviewId)).toBe('You stay here.');
  expect(await findActionRows(world.db, world.authorityId, reviewId)).toHaveLength(1);
  expect(await readRecord(world, officer(), reviewId)).toMatchObject({
    changing: true,
    changedAt: null,
    written: { text: 'You stay here until June.', actions: [] },
  });
  // Their young person says something of the action meanwhile: nobody takes it from under them.
  await world.db
    .updateTable('review_actions')
    .set({ outcome: 'not', outcome_at: world.clock().toISOString() })
    .where('action_id', '=', action!.actionId)
    .execute();
  expect(await send(reviewId)).toBeNull();
  expect(await readByYoung(reviewId)).toBe('You stay here until June.');
  const now = await readRecord(world, officer(), reviewId);
  expect(now).toMatchObject({ changing: false, own: [{ what: 'You call your dad', outcome: 'not' }] });
  expect(now.changedAt).not.toBeNull();
});

test('views that come after it was sent open it too', async () => {
  const review = await heldReview();
  await write(review.reviewId, 0, draft('You stay here.'));
  expect(await send(review.reviewId)).toBeNull();
  await sentViews(world, review, []);
  expect(await readByYoung(review.reviewId)).toBe('You stay here.');
});

test('views whose own key is none keep the record from nobody else', async () => {
  const review = await heldReview();
  const { reviewId } = review;
  await sentViews(world, review, []);
  await write(reviewId, 0, draft('You stay here.'));
  await sentViews(world, review, []);
  const rows = await world.db
    .selectFrom('views')
    .select('views_id')
    .where('review_id', '=', reviewId)
    .orderBy('views_id', 'desc')
    .execute();
  await world.db
    .updateTable('record_keys')
    .set({ wrapped_dek: 'x'.repeat(60) })
    .where('record_id', '=', ownRecord(rows[0]!.views_id))
    .where('reader_kind', '=', 'authority')
    .execute();
  expect(await send(reviewId)).toBeNull();
  const wraps = await world.db
    .selectFrom('record_keys')
    .select('reader_id')
    .where('record_id', '=', decidedRecord(reviewId))
    .where('reader_kind', '=', 'views')
    .execute();
  expect(wraps).toEqual([{ reader_id: rows[1]!.views_id }]);
});

test('sent to the wrong review, it is taken back: until it was opened, and for an hour after that', async () => {
  const review = await heldReview();
  const { reviewId } = review;
  await sentViews(world, review, []);
  const deeds = async () =>
    (await findRecentDeeds(world.db, world.authorityId, 100))
      .filter(({ object }) => object === reviewId)
      .map(({ action }) => action);
  expect(await refusal(takeBackRecord(world, officer(), reviewId))).toBe('moved-on');
  await write(reviewId, 0, draft('Somebody else stays.'));
  await send(reviewId);
  world.pass(30);
  await takeBackRecord(world, officer(), reviewId);
  expect(await readByYoung(reviewId)).toBeNull();
  const draftAgain = await readRecord(world, officer(), reviewId);
  expect(draftAgain).toMatchObject({ sentAt: null, written: { text: 'Somebody else stays.' } });
  expect(await deeds()).toEqual(expect.arrayContaining(['review.record-sent', 'review.record-taken-back']));

  await write(reviewId, draftAgain.version, draft('You stay.'));
  await send(reviewId);
  await noteRecordOpened(world.db, world.authorityId, reviewId, world.clock());
  await takeBackRecord(world, officer(), reviewId);
  await send(reviewId);
  world.pass(2);
  expect(await refusal(takeBackRecord(world, officer(), reviewId))).toBe('moved-on');
  expect(await readByYoung(reviewId)).toBe('You stay.');
});

test('what was ticked of a record that went to the wrong review goes with it, and nothing of it is carried', async () => {
  const review = await heldReview();
  const { reviewId } = review;
  const next = await aReview(world, { seriesId: review.seriesId, number: 2 });
  const actionsAt = (id: string) => findActionRows(world.db, world.authorityId, id);
  await sentViews(world, review, []);
  await write(reviewId, 0, draft('Somebody else stays.'));
  await send(reviewId);
  const [wrong] = await actionsAt(reviewId);
  await tickAction(world, world.authorityId, { reviewId, viewsId: '' }, wrong!.action_id, 'not');
  expect(await actionsAt(next.reviewId)).toHaveLength(1);
  await takeBackRecord(world, officer(), reviewId);
  expect(await actionsAt(next.reviewId)).toEqual([]);
  const { toSee } = await findNotHappened(world.db, officer());
  expect(toSee.filter((one) => one.reviewId === reviewId)).toEqual([]);
  // Thirty days later the draft is still the wrong one: it goes nowhere.
  const carry = () =>
    world.db
      .transaction()
      .execute((trx) => carryActions(trx, world.ring, world.authorityId, reviewId, world.clock()));
  expect(await carry()).toBe(0);
  const { version } = await readRecord(world, officer(), reviewId);
  const right = [{ actionId: null, what: 'You get a bike', who: 'Mina', byOn: '2027-01-05' }];
  await write(reviewId, version, draft('You stay.', { actions: right }));
  expect(await send(reviewId)).toBeNull();
  expect(await readRecord(world, officer(), reviewId)).toMatchObject({ own: [{ what: 'You get a bike' }] });
  expect(await carry()).toBe(1);
});

test('an officer who takes over mid-way goes on with it, and the one before reads nothing more', async () => {
  const { reviewId } = await heldReview();
  await write(reviewId, 0, draft('You stay.'));
  const next = { ...officer(), personId: newId(), username: 'next-officer' };
  await world.db.transaction().execute((trx) => insertPerson(trx, next, new Date()));
  await world.db
    .updateTable('reviews')
    .set({ officer_id: next.personId })
    .where('review_id', '=', reviewId)
    .execute();
  expect((await readRecord(world, next, reviewId)).written.text).toBe('You stay.');
  expect(await writeRecord(world, next, reviewId, 1, draft('You stay, and dad calls.'))).toEqual({
    version: 2,
  });
  expect(await refusal(readRecord(world, officer(), reviewId))).toBe('not-found');
  expect(await refusal(write(reviewId, 2, draft('x')))).toBe('not-found');
  expect(await refusal(send(reviewId))).toBe('not-found');
  for (const role of ['worker', 'administrator', 'advocate'] as const)
    expect(await refusal(readRecord(world, world.staff[role], reviewId))).toBe('not-found');
});
