import { expect, test } from 'vitest';
import { record } from '../../src/lib/audit/audit.server.ts';
import { findActionRows, openAction, sealAction } from '../../src/lib/reviews/actions.queries.server.ts';
import { audiences } from '../../src/lib/reviews/audience.ts';
import {
  decidedKeyOf,
  openDecidedForAuthority,
  shareDecided,
} from '../../src/lib/reviews/decided-keys.server.ts';
import { DECIDED_FIELD, FEEDBACK_FIELD } from '../../src/lib/reviews/decided.ts';
import { handOver } from '../../src/lib/reviews/hand-over.server.ts';
import { openViewsFor } from '../../src/lib/reviews/open-views.server.ts';
import { openOwnViews } from '../../src/lib/reviews/own-views.server.ts';
import { receiveViews } from '../../src/lib/reviews/receive-views.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { findReview } from '../../src/lib/reviews/reviews.queries.server.ts';
import { answerField, decidedRecord } from '../../src/lib/reviews/sealed-views.ts';
import { shredDue } from '../../src/lib/reviews/shred-review.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { toInstant } from '../../src/lib/platform/clock.ts';
import { openPrivateKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { additionalData, decryptBytes, openWords, sealWords } from '../../src/lib/sealing/envelope.ts';
import { unwrapWith } from '../../src/lib/sealing/hpke.ts';
import { boundTo } from '../../src/lib/sealing/records.ts';
import { openPiece, type PieceName } from '../../src/lib/voice/pieces.ts';
import { aReview } from '../support/reviews.ts';
import {
  aRecording,
  arrivalOf,
  oneForEach,
  spoken,
  viewsFor,
  wordsFor,
  type OnPhone,
} from '../support/views.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const officer = () => world.staff['reviewing-officer'];
const sealedTables = [
  'views',
  'views_answers',
  'review_records',
  'review_actions',
  'review_feedback',
] as const;

/** What its officer wrote, two actions, one of which happened, and what its young person said, as other parts write them. */
async function decide({ reviewId }: Review): Promise<void> {
  await world.db.transaction().execute(async (trx) => {
    const key = await decidedKeyOf(trx, world.ring, here, reviewId);
    const seal = (value: object, field: string) =>
      sealWords(key, JSON.stringify(value), { authorityId: here, recordId: decidedRecord(reviewId), field });
    const at = toInstant(world.clock());
    await trx
      .insertInto('review_records')
      .values({
        authority_id: here,
        review_id: reviewId,
        sealed: await seal({ text: 'You stay at home.', easy: '' }, DECIDED_FIELD),
        written_by: officer().personId,
        written_at: at,
        sent_at: at,
        version: 1,
      })
      .execute();
    for (const [place, outcome] of [null, 'happened'].entries()) {
      const actionId = newId();
      const words = { what: `Made-up action ${place}`, who: 'Your worker' };
      await trx
        .insertInto('review_actions')
        .values({
          authority_id: here,
          action_id: actionId,
          review_id: reviewId,
          place,
          sealed: await sealAction(key, here, { reviewId, actionId }, words),
          by_on: '2026-09-01',
          carried_from: null,
          carried_as: null,
          outcome,
          outcome_at: null,
          officer_seen_at: null,
          advocate_seen_at: null,
        })
        .execute();
    }
    const said = { listened: 7, understood: 'yes', words: 'It was fine.' };
    await trx
      .insertInto('review_feedback')
      .values({ authority_id: here, review_id: reviewId, sealed: await seal(said, FEEDBACK_FIELD), at })
      .execute();
    await shareDecided(trx, world.ring, here, reviewId);
  });
}

/** Somebody does something, so that the clock is believed. */
const aDeed = () =>
  world.db.transaction().execute((trx) => {
    const deed = { actor: 'system', action: 'made-up.deed', object: 'made up' };
    return record(trx, world.auditKey, here, deed, world.clock());
  });

/** Everything sealed there is, as somebody who copied the database has it. */
async function sealedNow() {
  const answers = await world.db.selectFrom('views_answers').selectAll().execute();
  const pieces = await world.db.selectFrom('message_pieces').selectAll().execute();
  const records = await world.db.selectFrom('review_records').selectAll().execute();
  const actions = await world.db.selectFrom('review_actions').selectAll().execute();
  const feedback = await world.db.selectFrom('review_feedback').selectAll().execute();
  const decided = (reviewId: string, sealed: string, field: string) => ({
    recordId: decidedRecord(reviewId),
    open: (key: Uint8Array<ArrayBuffer>) =>
      openWords(key, sealed, { authorityId: here, recordId: decidedRecord(reviewId), field }),
  });
  return [
    ...answers.map((row) => ({
      recordId: `${row.views_id}.${row.audience}`,
      open: (key: Uint8Array<ArrayBuffer>) =>
        openWords(key, row.sealed, {
          authorityId: here,
          recordId: `${row.views_id}.${row.audience}`,
          field: answerField(row.answer_id),
        }),
    })),
    ...pieces.map((row) => ({
      recordId: `${row.message_id}.officer`,
      open: (key: Uint8Array<ArrayBuffer>) =>
        openPiece(key, here, `${row.message_id}.officer`, row.name as PieceName, new Uint8Array(row.sealed)),
    })),
    ...records.map((row) => decided(row.review_id, row.sealed, DECIDED_FIELD)),
    ...actions.map((row) => decided(row.review_id, row.sealed, `action/${row.action_id}`)),
    ...feedback.map((row) => decided(row.review_id, row.sealed, FEEDBACK_FIELD)),
  ];
}

/** Every key that the database's wraps yield, to the authority with its key ring and to whoever holds the receipts. */
async function everyKey(receipts: OnPhone['receipt'][]): Promise<Uint8Array<ArrayBuffer>[]> {
  const wraps = await world.db
    .selectFrom('record_keys')
    .selectAll()
    .where('authority_id', '=', here)
    .execute();
  const keys: Uint8Array<ArrayBuffer>[] = [];
  const keep = (opened: Promise<Uint8Array<ArrayBuffer>>) =>
    opened.then(
      (key) => void keys.push(key),
      () => undefined,
    );
  for (const { record_id: recordId, reader_kind: kind, kid, wrapped_dek: wrap } of wraps) {
    const bound = boundTo(here, recordId, kind === 'authority' ? 'authority' : 'receipt', kid);
    if (kind === 'authority')
      await keep(unwrapWith(await openPrivateKey(world.db, world.ring, here, kid), wrap, bound));
    if (kind === 'receipt') for (const { key } of receipts) await keep(decryptBytes(key, wrap, bound));
  }
  // What was decided is wrapped with keys of young people's own.
  for (const { record_id: recordId, reader_kind: kind, reader_id: viewsId, wrapped_dek: wrap } of wraps)
    if (kind === 'views')
      for (const key of [...keys])
        await keep(
          decryptBytes(
            key,
            wrap,
            additionalData({ authorityId: here, recordId, field: `data-key/views/${viewsId}` }),
          ),
        );
  return keys;
}

async function opens(sealed: Awaited<ReturnType<typeof sealedNow>>, keys: Uint8Array<ArrayBuffer>[]) {
  let opened = 0;
  for (const one of sealed) {
    const tried = await Promise.all(
      keys.map((key) =>
        one.open(key).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (tried.includes(true)) opened += 1;
  }
  return opened;
}

test('thirty days after a review nothing of it opens with any key there is; what did not happen goes on', async () => {
  const held = await aReview(world, { state: 'held', heldOn: '2026-07-06', code: 'PN1' });
  const next = await aReview(world, { seriesId: held.seriesId, number: 2, dueOn: '2027-01-05' });
  const phone = await viewsFor(
    world,
    held,
    [...oneForEach, spoken('officer')],
    [{ answer: 6, bytes: aRecording(70) }],
  );
  await decide(held);
  const copy = await sealedNow();
  expect(copy).toHaveLength(oneForEach.length + 1 + 1 + 1 + 2 + 1);
  // That the search finds what can be found: all of it, while the keys are there.
  expect(await opens(copy, await everyKey([phone.receipt]))).toBe(copy.length);

  world.pass(24 * 30);
  await aDeed();
  expect(await shredDue(world)).toBe(0);
  expect((await openViewsFor(world, officer(), held.reviewId)).answers).toHaveLength(7);
  world.pass(24);
  expect(await shredDue(world)).toBe(1);

  const keys = await everyKey([phone.receipt]);
  expect(keys.length).toBeGreaterThan(0);
  expect(await opens(copy, keys)).toBe(0);
  for (const table of sealedTables)
    expect(
      await world.db
        .selectFrom(table)
        .selectAll()
        .where(
          table === 'views_answers' ? 'views_id' : 'review_id',
          '=',
          table === 'views_answers' ? phone.viewsId : held.reviewId,
        )
        .execute(),
    ).toEqual([]);
  expect(await world.db.selectFrom('message_pieces').selectAll().execute()).toEqual([]);
  expect(await openOwnViews(world, here, phone.receipt)).toBeNull();
  expect((await openViewsFor(world, officer(), held.reviewId)).views).toEqual([]);
  await expect(handOver(world, officer(), held.reviewId)).rejects.toMatchObject({ code: 'moved-on' });
  // A phone that heard no answer and tries again is told; nothing comes back, and to no other review.
  await expect(receiveViews(world, arrivalOf(here, phone))).rejects.toMatchObject({ code: 'removed' });

  const [carried, ...more] = await findActionRows(world.db, here, next.reviewId);
  expect(more).toEqual([]);
  const nextKey = await openDecidedForAuthority(world.db, world.ring, here, next.reviewId);
  expect(await openAction(nextKey, carried!)).toMatchObject({ what: 'Made-up action 0' });
  const stays = await findReview(world.db, here, held.reviewId);
  expect(stays).toMatchObject({ code: 'PN1', heldOn: '2026-07-06', forgottenAt: toInstant(world.clock()) });
  expect(await shredDue(world)).toBe(0);
});

test('a clock that jumped shreds nothing; a review called off is shredded too, and one to come is not', async () => {
  const off = await aReview(world, { state: 'cancelled', plannedOn: '2026-08-10', dueOn: '2026-08-01' });
  const late = await aReview(world, { plannedOn: '2026-08-10', dueOn: '2026-08-01' });
  await viewsFor(world, late);
  await aDeed();
  const jumped = new Date(world.clock().getTime() + 400 * 86_400_000);
  expect(await shredDue({ ...world, clock: () => jumped })).toBe(0);
  const behind = new Date(world.clock().getTime() - 60_000);
  expect(await shredDue({ ...world, clock: () => behind })).toBe(0);
  world.pass(24 * 60);
  await aDeed();
  expect(await shredDue(world)).toBe(1);
  expect((await findReview(world.db, here, off.reviewId)).forgottenAt).not.toBeNull();
  expect((await openViewsFor(world, officer(), late.reviewId)).answers).toHaveLength(audiences.length);
});

test('a review is handed over whole, with whom each answer is for, by its officer alone', async () => {
  const review = await aReview(world, { state: 'held', heldOn: '2026-10-05', code: 'PN2' });
  const recording = aRecording(300, 5);
  await viewsFor(world, review, [...oneForEach, spoken('worker')], [{ answer: 6, bytes: recording }]);
  await decide(review);
  await expect(handOver(world, world.staff.worker, review.reviewId)).rejects.toMatchObject({
    code: 'not-found',
  });
  expect((await findReview(world.db, here, review.reviewId)).handedOverAt).toBeNull();
  const file = await handOver(world, officer(), review.reviewId);
  expect(file).toMatchObject({
    format: 'said-and-done review 1',
    reference: `R-${review.reviewId.slice(-6)}`,
    code: 'PN2',
    decided: { text: 'You stay at home.' },
    actions: [{ what: 'Made-up action 0', outcome: null }, { outcome: 'happened' }],
    feedback: { listened: 7 },
    shreddedAfter: '2026-11-04',
  });
  const [views] = file.views;
  expect(views!.answers.slice(0, 6).map(({ value }) => value)).toEqual(
    audiences.map((audience) => ({ kind: 'words', value: wordsFor(audience) })),
  );
  expect(views!.answers[6]).toMatchObject({
    audience: 'worker',
    readers: ['officer', 'worker'],
    value: { base64: Buffer.from(recording).toString('base64') },
  });
  expect((await findReview(world.db, here, review.reviewId)).handedOverAt).toBe(file.handedOverAt);
});
