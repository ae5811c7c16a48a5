import { expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { audiences } from '../../src/lib/reviews/audience.ts';
import { openDecidedWithOwn, shareDecided } from '../../src/lib/reviews/decided-keys.server.ts';
import { forgetReviewsOf } from '../../src/lib/reviews/forget-person.server.ts';
import { giveFeedback } from '../../src/lib/reviews/give-feedback.server.ts';
import { openViewsFor } from '../../src/lib/reviews/open-views.server.ts';
import { findViewsWith, openOwnViews, openOwnViewsAs } from '../../src/lib/reviews/own-views.server.ts';
import { printAgenda } from '../../src/lib/reviews/print-agenda.server.ts';
import { readAfterwards } from '../../src/lib/reviews/read-afterwards.server.ts';
import { receiveViews } from '../../src/lib/reviews/receive-views.server.ts';
import { sendViews } from '../../src/lib/reviews/send-views.server.ts';
import { audienceRecord, recordsOf } from '../../src/lib/reviews/sealed-views.ts';
import { takeBackAll, takeBackAnswer, takeBackAs } from '../../src/lib/reviews/take-back-answer.server.ts';
import { findTornUp, noteTornUp } from '../../src/lib/reviews/torn-up.server.ts';
import type { YoungSession } from '../../src/lib/identity/young-person.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { toInstant } from '../../src/lib/platform/clock.ts';
import { keepPiece } from '../../src/lib/voice/pieces.server.ts';
import { readStretched } from '../../src/lib/voice/stretch.ts';
import { aDecided } from '../support/decided.ts';
import { aReview } from '../support/reviews.ts';
import {
  aCode,
  aRecording,
  arrivalOf,
  oneForEach,
  sealedOnPhone,
  spoken,
  viewsFor,
  wordsFor,
  wordsOf,
} from '../support/views.ts';
import { aSendKey, makeWorld } from '../support/world.ts';
import { aYoungPerson } from '../support/young.ts';

const world = makeWorld();
const here = 'manchester';
const officer = () => world.staff['reviewing-officer'];
const fault = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    (refused: { fault?: string; code?: string }) => refused.fault ?? refused.code ?? String(refused),
  );
const count = async (table: 'views' | 'views_answers' | 'message_pieces' | 'record_keys') =>
  (await world.db.selectFrom(table).selectAll().execute()).length;

test('the same send is one, whatever became of its code; other bytes under its key are told apart', async () => {
  const review = await aReview(world);
  const phone = await sealedOnPhone(world, await aCode(world, review));
  const arrival = arrivalOf(here, phone);
  const [first, second] = await Promise.all([receiveViews(world, arrival), receiveViews(world, arrival)]);
  world.pass(1);
  expect(await receiveViews(world, arrival)).toEqual(first);
  expect(second).toEqual(first);
  const other = { ...arrival, payload: 'other bytes' };
  expect(await fault(receiveViews(world, other))).toBe('already-sent-differently');
  expect(await findBreak(world.db, world.auditKey, here)).toBeNull();
});

test('a code that lets nobody in, a key that is not ours, a piece that is missing: nothing is stored', async () => {
  const review = await aReview(world);
  const code = await aCode(world, review);
  const [used, ours] = [await viewsFor(world, await aReview(world)), await sealedOnPhone(world, code)];
  const before = [await count('views'), await count('views_answers'), await count('record_keys')];
  const receive = (phone: typeof ours, rest = {}) => fault(receiveViews(world, arrivalOf(here, phone, rest)));
  expect(await receive(ours, { code: '00000-00000' })).toBe('code-unknown');
  expect(await receive(ours, { code: used.form.code })).toBe('code-used');
  expect(await receive(ours, { code: null })).toBe('code-unknown');
  const views = { ...ours.views, own: { ...ours.views.own, kid: 'never' } };
  expect(await receive(ours, { views })).toBe('key-unknown');
  const withVoice = await sealedOnPhone(
    world,
    code,
    [spoken('officer')],
    [{ answer: 0, bytes: aRecording(9) }],
  );
  expect(await receive(withVoice)).toBe('pieces-missing');
  expect(await receive(ours, { views: { ...ours.views, viewsId: used.viewsId } })).toBe(
    'already-sent-differently',
  );
  expect([await count('views'), await count('views_answers'), await count('record_keys')]).toEqual(before);
  // The code was not used up by what was refused.
  const [piece] = withVoice.pieces;
  await keepPiece(world, here, withVoice.views.viewsId, piece!.name, piece!.body);
  expect(await receive(withVoice)).toBe('taken');
});

test('words that sound like danger are marked, and so is nothing else', async () => {
  const review = await aReview(world);
  const say = (value: string) =>
    viewsFor(world, review, [{ question: 'worries', audience: 'officer', value: { kind: 'words', value } }]);
  const calm = await say('I like my room.');
  const hurt = await say('He hits me and I want to die.');
  const { views } = await openViewsFor(world, officer(), review.reviewId);
  expect(views.map(({ viewsId, danger }) => [viewsId, danger])).toEqual([
    [calm.viewsId, false],
    [hurt.viewsId, true],
  ]);
});

test('what comes in after the record was sent opens it too, and views without an answer do', async () => {
  const review = await aReview(world, { state: 'held', heldOn: '2026-07-01' });
  await world.db.transaction().execute((trx) => shareDecided(trx, world.ring, here, review.reviewId));
  await world.db
    .insertInto('review_records')
    .values({
      authority_id: here,
      review_id: review.reviewId,
      sealed: 'made up',
      written_by: officer().personId,
      written_at: toInstant(world.clock()),
      sent_at: toInstant(world.clock()),
      version: 1,
    })
    .execute();
  const { receipt, viewsId } = await viewsFor(world, review, []);
  const own = await findViewsWith(world, here, receipt);
  expect(await openDecidedWithOwn(world.db, here, review.reviewId, viewsId, own!.ownKey)).toHaveLength(32);
});

test('a form without JavaScript is sealed at once: the same receipt however often, and the same readers', async () => {
  const review = await aReview(world);
  const form = { answers: oneForEach, attachments: [], lang: 'en', age: '8-12' as const };
  const clear = { ...form, code: await aCode(world, review), sendKey: aSendKey() };
  const [sent, twice] = await Promise.all([
    sendViews(world, here, clear, null),
    sendViews(world, here, clear, null),
  ]);
  expect(twice).toEqual(sent);
  const own = await openOwnViews(world, here, readStretched(sent.opener)!);
  expect(wordsOf(own!.answers)).toEqual(audiences.map(wordsFor));
  const stored = JSON.stringify(await world.db.selectFrom('views_answers').selectAll().execute());
  expect(stored).not.toContain('Made up, for');
  const { answers } = await openViewsFor(world, world.staff.worker, review.reviewId);
  expect(wordsOf(answers)).not.toContain(wordsFor('officer'));
  const changed = { ...clear, answers: oneForEach.slice(1) };
  expect(await fault(sendViews(world, here, changed, null))).toBe('already-sent-differently');
});

test('an answer that is taken back is gone with its recording and its key, and the officer sees which print had it', async () => {
  const review = await aReview(world);
  const answers = [...oneForEach, spoken('officer'), spoken('worker')];
  const files = [6, 7].map((answer) => ({ answer, bytes: aRecording(50, answer) }));
  const { receipt, viewsId } = await viewsFor(world, review, answers, files);
  const own = await openOwnViews(world, here, receipt);
  const idOf = (place: number) => own!.answers[place]!.answerId;
  const [forOfficer, forWorker, forAll, , , , spokenToOfficer] = own!.answers;
  for (const [reader, answerIds] of [
    ['carers', [forAll!.answerId]],
    ['worker', [forWorker!.answerId, forAll!.answerId]],
  ] as const)
    await world.db
      .insertInto('agenda_prints')
      .values({
        authority_id: here,
        print_id: newId(),
        review_id: review.reviewId,
        reader,
        answer_ids: JSON.stringify(answerIds),
        printed_by: officer().personId,
        printed_at: toInstant(world.clock()),
      })
      .execute();
  const keysOf = async (record: string) =>
    (await world.db.selectFrom('record_keys').selectAll().where('record_id', '=', record).execute()).length;
  const pieces = async () =>
    (
      await world.db.selectFrom('message_pieces').select('name').where('message_id', '=', viewsId).execute()
    ).map(({ name }) => name);
  await takeBackAnswer(world, here, receipt, forAll!.answerId);
  expect(await keysOf(audienceRecord(viewsId, 'everyone'))).toBe(0);
  await takeBackAnswer(world, here, receipt, spokenToOfficer!.answerId);
  expect(await pieces()).toEqual(['voice.1']);
  // One answer for the officer is left, and so is their key.
  expect(await keysOf(audienceRecord(viewsId, 'officer'))).toBe(2);
  await takeBackAnswer(world, here, receipt, forOfficer!.answerId);
  expect(await keysOf(audienceRecord(viewsId, 'officer'))).toBe(0);
  expect(await fault(takeBackAnswer(world, here, receipt, idOf(0)))).toBe('not-found');
  const someone = { ...receipt, key: new Uint8Array(32) };
  expect(await fault(takeBackAnswer(world, here, someone, idOf(1)))).toBe('not-found');
  const seen = await openViewsFor(world, officer(), review.reviewId);
  expect(seen.answers).toHaveLength(5);
  expect(seen.takenBack.map(({ printedFor, seenAt }) => [printedFor, seenAt])).toEqual(
    expect.arrayContaining([
      [['worker', 'carers'], null],
      [[], null],
    ]),
  );
  expect((await openViewsFor(world, world.staff.worker, review.reviewId)).takenBack).toEqual([]);
  await noteTornUp(world, officer(), review.reviewId);
  const again = await openViewsFor(world, officer(), review.reviewId);
  expect(again.takenBack.every(({ seenAt }) => seenAt !== null)).toBe(true);
  const after = await openOwnViews(world, here, receipt);
  expect(after!.prints.map(({ reader, answerIds }) => [reader, answerIds.length])).toEqual([
    ['carers', 1],
    ['worker', 2],
  ]);
  expect(await takeBackAll(world, here, receipt)).toBe(5);
  expect(await pieces()).toEqual([]);
  expect(await openOwnViews(world, here, receipt)).toMatchObject({ answers: [], unreadable: 0 });
});

test('somebody who is signed in needs no code, opens with their own key, and leaves nothing behind', async () => {
  const { person, privateKey } = await aYoungPerson(world, world.staff.worker, 'Otter');
  const openPrivateKey = async () => privateKey;
  const young: YoungSession = { ...person, sessionId: 's', startedAt: '', openPrivateKey };
  const form = { answers: oneForEach, attachments: [], lang: 'en', age: '13-17' as const, code: null };
  const send = () => sendViews(world, here, { ...form, sendKey: aSendKey() }, person);
  expect(await fault(send())).toBe('no-review');
  const held = await aReview(world, {
    youngPersonId: person.personId,
    state: 'held',
    heldOn: '2026-06-20',
    number: 1,
  });
  await send();
  const next = await aReview(world, { seriesId: held.seriesId, number: 2, dueOn: '2026-09-01' });
  await aReview(world, { seriesId: held.seriesId, number: 3, dueOn: '2027-03-01' });
  await send();
  const [newest, older] = await openOwnViewsAs(world, young);
  expect([newest!.reviewId, older!.reviewId]).toEqual([next.reviewId, held.reviewId]);
  expect(wordsOf(newest!.answers)).toEqual(audiences.map(wordsFor));
  // Another young person's key opens none of it, and a code for their review does not join the two.
  const other = await aYoungPerson(world, world.staff.worker, 'Heron');
  const stranger = { ...young, ...other.person, openPrivateKey: async () => other.privateKey };
  expect(await openOwnViewsAs(world, stranger)).toEqual([]);
  const code = await aCode(world, next);
  const theirs = sendViews(world, here, { ...form, code, sendKey: aSendKey() }, other.person);
  expect(await fault(theirs)).toBe('code-unknown');
  expect(await fault(takeBackAs(world, stranger, newest!.viewsId, null))).toBe('not-found');
  expect(await takeBackAs(world, young, newest!.viewsId, newest!.answers[0]!.answerId)).toBe(1);
  await forgetReviewsOf(world, here, person.personId);
  expect(await openOwnViewsAs(world, young)).toEqual([]);
  const keys = await world.db
    .selectFrom('record_keys')
    .selectAll()
    .where('record_id', 'in', [...recordsOf(newest!.viewsId), ...recordsOf(older!.viewsId)])
    .execute();
  expect(keys).toEqual([]);
  expect((await openViewsFor(world, officer(), next.reviewId)).views).toEqual([]);
});

test('an account that is deleted takes what it said of the meeting with it, and old prints are to be torn up', async () => {
  const { person } = await aYoungPerson(world, world.staff.worker, 'Kite');
  const review = await aReview(world, { youngPersonId: person.personId });
  const form = { attachments: [], lang: 'en', age: '13-17' as const };
  await sendViews(world, here, { ...form, answers: oneForEach, code: null, sendKey: aSendKey() }, person);
  const byCode = { ...form, answers: [], code: await aCode(world, review), sendKey: aSendKey() };
  await sendViews(world, here, byCode, null);
  await printAgenda(world, officer(), review.reviewId, 'carers', 'paper');
  await aDecided(world, review, []);
  const views = await world.db
    .selectFrom('views')
    .select(['views_id', 'person_id'])
    .where('review_id', '=', review.reviewId)
    .execute();
  const said = async () =>
    (await readAfterwards(world, officer(), review.reviewId)).feedback?.words ?? 'nothing';
  const say = (viewsId: string, words: string) =>
    giveFeedback(
      world,
      here,
      { reviewId: review.reviewId, viewsId },
      { listened: 1, understood: null, words },
    );
  // What somebody else said there stays.
  await say(views.find((one) => one.person_id === null)!.views_id, 'By code');
  await forgetReviewsOf(world, here, newId());
  expect(await said()).toBe('By code');
  await say(views.find((one) => one.person_id !== null)!.views_id, 'Signed in');
  await forgetReviewsOf(world, here, person.personId);
  expect(await said()).toBe('nothing');
  expect(await findTornUp(world.db, here, review.reviewId)).toMatchObject([{ reader: 'carers', answers: 2 }]);
});
