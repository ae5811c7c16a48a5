import { beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/lib/identity/roles.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { audiences, readers, readersOf, type Reader } from '../../src/lib/reviews/audience.ts';
import { openPiece } from '../../src/lib/reviews/open-piece.server.ts';
import { openViewsAs, openViewsFor } from '../../src/lib/reviews/open-views.server.ts';
import { openOwnViews } from '../../src/lib/reviews/own-views.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { audienceRecord } from '../../src/lib/reviews/sealed-views.ts';
import { aReview } from '../support/reviews.ts';
import { aRecording, oneForEach, spoken, viewsFor, wordsFor, wordsOf } from '../support/views.ts';
import { addStaff, makeWorld, type Staff } from '../support/world.ts';

const world = makeWorld();
let review: Review;
let sent: Awaited<ReturnType<typeof viewsFor>>;
let elsewhere: Staff;

/** A word and a recording for each audience. */
const answers = [...oneForEach, ...audiences.map(spoken)];
const files = audiences.map((_, place) => ({
  answer: audiences.length + place,
  bytes: aRecording(900, place),
}));
/** What a reader is to see, by the one table that says so. */
const meantFor = (reader: Reader) => audiences.filter((audience) => readersOf[audience].includes(reader));

const officer = () => world.staff['reviewing-officer'];
const refused = { code: 'not-found' };

beforeAll(async () => {
  review = await aReview(world);
  sent = await viewsFor(world, review, answers, files);
  elsewhere = await addStaff(world.db, 'warrington');
});

/** All the values that a use case asked the database for. */
function listening() {
  const asked: string[] = [];
  const db = world.db.withPlugin({
    transformQuery: ({ node }) => {
      asked.push(JSON.stringify(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return { context: { ...world, db }, asked };
}

/** What was opened is exactly what is meant for a reader; no key of another audience was even asked for. */
async function expectExactly(
  reader: Reader,
  open: (context: typeof world) => Promise<Awaited<ReturnType<typeof openViewsFor>>>,
): Promise<void> {
  const { context, asked } = listening();
  const opened = await open(context);
  const mine = meantFor(reader);
  expect(wordsOf(opened.answers)).toEqual(mine.map(wordsFor));
  expect(opened.answers.map(({ audience }) => audience)).toEqual([...mine, ...mine]);
  expect(opened.views.map(({ unreadable }) => unreadable)).toEqual([0]);
  const text = JSON.stringify(opened);
  for (const audience of audiences) {
    const isMine = mine.includes(audience);
    expect(text.includes(wordsFor(audience))).toBe(isMine);
    const recordId = audienceRecord(sent.viewsId, audience);
    expect(asked.some((query) => query.includes(`"${recordId}"`))).toBe(isMine);
  }
}

/** The recordings that somebody hears, by their audience. */
async function heardBy(person: Person, as?: Reader): Promise<string[]> {
  const heard: string[] = [];
  for (const [place, audience] of audiences.entries()) {
    const name = `voice.${place}`;
    const file = await openPiece(world, person, review.reviewId, sent.viewsId, name, as).catch(
      (fault: unknown) => {
        expect(fault).toMatchObject(refused);
        return null;
      },
    );
    if (!file) continue;
    expect(file).toEqual({ type: 'audio/webm', bytes: aRecording(900, place) });
    heard.push(audience);
  }
  return heard;
}

describe('every role there is, at its own authority', () => {
  test.each(roles)('%s sees exactly what is meant for them', async (role) => {
    const person = world.staff[role];
    const reader = { 'reviewing-officer': 'officer', worker: 'worker' }[role as string] as Reader | undefined;
    if (reader) {
      await expectExactly(reader, (context) => openViewsFor(context, person, review.reviewId));
      expect(await heardBy(person)).toEqual(meantFor(reader));
    } else {
      await expect(openViewsFor(world, person, review.reviewId)).rejects.toMatchObject(refused);
      expect(await heardBy(person)).toEqual([]);
    }
  });

  test.each(roles)('%s sees nothing of a review that is another’s', async (role) => {
    const others = await aReview(world, {
      officerId: world.staff.administrator.personId,
      workerId: world.staff.auditor.personId,
    });
    await expect(openViewsFor(world, world.staff[role], others.reviewId)).rejects.toMatchObject(refused);
    for (const reader of readers)
      await expect(openViewsAs(world, world.staff[role], others.reviewId, reader)).rejects.toMatchObject(
        refused,
      );
  });

  test.each(roles)('%s of another authority sees nothing of it', async (role) => {
    const stranger = elsewhere[role];
    await expect(openViewsFor(world, stranger, review.reviewId)).rejects.toMatchObject(refused);
    await expect(openViewsAs(world, stranger, review.reviewId, 'carers')).rejects.toMatchObject(refused);
    expect(await heardBy(stranger)).toEqual([]);
  });
});

describe('the page the officer makes for each reader', () => {
  test.each(readers)('for %s it holds exactly what is meant for them', async (reader) => {
    await expectExactly(reader, (context) => openViewsAs(context, officer(), review.reviewId, reader));
    expect(await heardBy(officer(), reader)).toEqual(meantFor(reader));
  });

  test.each(roles.filter((role) => role !== 'reviewing-officer'))('%s makes none', async (role) => {
    for (const reader of readers) {
      const made = openViewsAs(world, world.staff[role], review.reviewId, reader);
      await expect(made).rejects.toMatchObject(refused);
    }
    // The worker hears what is theirs, and gets nothing by looking as somebody else.
    if (role === 'worker') expect(await heardBy(world.staff.worker, 'officer')).toEqual([]);
  });
});

test('a recording that is fetched in many bits is one opening', async () => {
  const heard = await aReview(world);
  const bytes = aRecording(100);
  const { receipt, viewsId } = await viewsFor(world, heard, [spoken('worker')], [{ answer: 0, bytes }]);
  for (let bit = 0; bit < 3; bit += 1) await openPiece(world, officer(), heard.reviewId, viewsId, 'voice.0');
  const own = await openOwnViews(world, 'manchester', receipt);
  expect(own!.openings).toMatchObject([{ reader: 'officer', times: 1 }]);
});

test('a piece of one young person’s views is not found among another’s', async () => {
  const other = await aReview(world);
  const opening = openPiece(world, officer(), other.reviewId, sent.viewsId, 'voice.0');
  await expect(opening).rejects.toMatchObject(refused);
});

test('whoever has the work but not the role any more reads nothing', async () => {
  const before = { ...officer(), roles: ['advocate' as const] };
  await expect(openViewsFor(world, before, review.reviewId)).rejects.toMatchObject(refused);
});

test('an officer who hands on mid-way reads no more, the new one reads all, and with none nobody is the officer', async () => {
  const changed = await aReview(world);
  const { viewsId, receipt } = await viewsFor(world, changed);
  const other = { ...world.staff['participation-worker'], roles: ['reviewing-officer' as const] };
  await openViewsFor(world, officer(), changed.reviewId);
  const handTo = (officerId: string | null) =>
    world.db
      .updateTable('reviews')
      .set({ officer_id: officerId })
      .where('review_id', '=', changed.reviewId)
      .execute();
  await handTo(other.personId);
  await expect(openViewsFor(world, officer(), changed.reviewId)).rejects.toMatchObject(refused);
  expect((await openViewsFor(world, other, changed.reviewId)).answers).toHaveLength(audiences.length);
  await handTo(null);
  for (const one of [officer(), other])
    await expect(openViewsFor(world, one, changed.reviewId)).rejects.toMatchObject(refused);
  await expect(openViewsAs(world, other, changed.reviewId, 'carers')).rejects.toMatchObject(refused);
  const own = await openOwnViews(world, 'manchester', receipt);
  expect(own).toMatchObject({ viewsId, openings: [{ reader: 'officer', for: null, times: 2 }] });
});

test('its young person sees all of it, and who opened it and for whom, by day', async () => {
  const told = await aReview(world);
  const { receipt } = await viewsFor(world, told);
  await openViewsFor(world, world.staff.worker, told.reviewId);
  world.pass(24);
  await openViewsAs(world, officer(), told.reviewId, 'carers');
  const own = await openOwnViews(world, 'manchester', receipt);
  expect(wordsOf(own!.answers)).toEqual(audiences.map(wordsFor));
  expect(own!.openings.map(({ reader, for: whom }) => [reader, whom])).toEqual([
    ['officer', 'carers'],
    ['worker', null],
  ]);
  // Read is what its officer has read whole: not what the worker may, nor what a page for carers holds.
  expect(own!.firstOpenedAt).toBeNull();
  await openViewsFor(world, officer(), told.reviewId);
  expect((await openOwnViews(world, 'manchester', receipt))!.firstOpenedAt).not.toBeNull();
  expect(await openOwnViews(world, 'warrington', receipt)).toBeNull();
  const wrong = { ...receipt, key: new Uint8Array(32) };
  expect(await openOwnViews(world, 'manchester', wrong)).toBeNull();
});
