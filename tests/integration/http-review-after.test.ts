import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Review } from '../../src/lib/reviews/review.ts';
import { giveReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import { planReview } from '../../src/lib/reviews/plan-review.server.ts';
import { sendViews } from '../../src/lib/reviews/send-views.server.ts';
import { shredDue } from '../../src/lib/reviews/shred-review.server.ts';
import { notePeopleNew } from '../../src/lib/voice/something-new.server.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { aDecided } from '../support/decided.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { said, sentViews } from '../support/review-views.ts';
import { aReview } from '../support/reviews.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, makeWorld, type World } from '../support/world.ts';
import { aYoungPerson, youngClient } from '../support/young.ts';

const world = makeWorld();
const HERE = '/manchester/en/review/after';
let server: RunningServer;
let anyone: Client;
/** The server's own clock: what it is asked is said of today. */
let now: World;

const dayFromToday = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  server = await startServer(world.database.environment);
  anyone = makeClient(server.origin);
  now = { ...world, clock: () => new Date() };
}, 120_000);
afterAll(() => server?.stop());

async function aHeld(days = -3): Promise<{ held: Review; next: Review }> {
  const held = await aReview(now, { state: 'held', heldOn: dayFromToday(days) });
  const next = await aReview(now, { seriesId: held.seriesId, number: 2, plannedOn: dayFromToday(90) });
  return { held, next };
}

const actionIn = (text: string) => /name="action" value="([^"]+)"/.exec(text)?.[1] ?? '';
const answersIn = (text: string) => [...text.matchAll(/name="answer" value="([^"]+)"/g)].map(([, id]) => id);

describe('with a receipt', () => {
  test('before the meeting: its day, what was said and who sees it, a neutral calendar entry, one answer taken back', async () => {
    const review = await aReview(now, { plannedOn: dayFromToday(20), plannedAt: '16:15' });
    const { opener } = await sentViews(now, review, [
      said('worries', 'The stairs at night', 'not-carers'),
      said('good', 'My drums', 'everyone'),
    ]);
    const page = await anyone.post(HERE, { opener });
    expect(page.status).toBe(200);
    expect(page.text).toContain('at ⁦16:15⁩');
    expect(page.text).toMatch(/The stairs at night[^]*Everyone but my carers/);
    expect(page.text).toContain('There is nothing to read yet');
    const calendar = await anyone.post(`${HERE}/meeting.ics`, { opener });
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect(calendar.headers.get('content-disposition')).toBe('attachment; filename="meeting.ics"');
    expect(calendar.headers.get('cache-control')).toBe('no-store');
    expect(calendar.text).toContain('SUMMARY:Meeting');
    expect(calendar.text).toContain('T161500');
    expect(calendar.text).not.toMatch(/manchester|review|said/i);
    const [first = ''] = answersIn(page.text);
    const back = await anyone.post(`${HERE}/take-back`, { opener, answer: first });
    expect([back.status, back.text.includes('The stairs at night'), back.text.includes('My drums')]).toEqual([
      200,
      false,
      true,
    ]);
    const again = await anyone.post(`${HERE}/take-back`, { opener, answer: first });
    expect([again.status, again.text.includes('My drums')]).toEqual([409, true]);
  });

  test('after it: what was decided, ticks that officer and advocate hear of, how it was; next time starts there', async () => {
    const { held, next } = await aHeld();
    const { opener } = await sentViews(now, held, [said('good', 'A dog', 'officer')]);
    const nextViews = await sentViews(now, next, []);
    await aDecided(now, held, [{ what: 'Visit the farm', who: 'Made-up Ade', byOn: '2026-01-02' }], {
      text: 'You asked for a dog. There is a farm.',
      easy: 'A farm. Soon.',
    });
    const page = await anyone.post(HERE, { opener });
    for (const words of ['There is a farm', 'A farm. Soon.', 'Visit the farm', 'Made-up Ade', 'A dog'])
      expect(page.text).toContain(words);
    // Who gets it is said before anything is ticked.
    expect(page.text.indexOf('two people get to read that action')).toBeGreaterThan(0);
    expect(page.text.indexOf('two people get to read')).toBeLessThan(page.text.indexOf('name="outcome"'));
    const action = actionIn(page.text);
    expect((await anyone.post(`${HERE}/tick`, { opener, action, outcome: 'maybe' })).status).toBe(400);
    expect((await anyone.post(`${HERE}/tick`, { opener, action: 'other', outcome: 'not' })).status).toBe(409);
    const ticked = await anyone.post(`${HERE}/tick`, { opener, action, outcome: 'not' });
    expect([ticked.status, ticked.text.includes('You said that it did not happen')]).toEqual([200, true]);
    for (const role of ['reviewing-officer', 'advocate'] as const) {
      const desk = await clientOf(server.origin, world.db, world.staff[role]);
      const list = await desk.get('/manchester/desk/not-happened');
      expect(list.text).toContain(`not-happened/${action}`);
      expect(list.text).not.toContain('Visit the farm');
      const one = await desk.get(`/manchester/desk/not-happened/${action}`);
      expect(one.text).toContain('Visit the farm');
      expect(one.text).not.toContain('A dog');
      expect((await desk.post(`/manchester/desk/not-happened/${action}`, {})).status).toBe(303);
    }
    const before = await anyone.post(HERE, { opener: nextViews.opener });
    expect(before.text).toMatch(/From your last meeting[^]*Visit the farm/);

    const words = 'They let me finish';
    const told = await anyone.post(`${HERE}/feedback`, {
      opener,
      listened: '7',
      understood: 'partly',
      words,
    });
    expect([told.status, told.text.includes(words)]).toEqual([200, true]);
    const wrong = await anyone.post(`${HERE}/feedback`, { opener, listened: '11', understood: '', words });
    expect([wrong.status, wrong.text.includes(words), wrong.text.includes('listened-fault')]).toEqual([
      400,
      true,
      true,
    ]);
    const { opened_at: openedAt } = await world.db
      .selectFrom('review_records')
      .select('opened_at')
      .where('review_id', '=', held.reviewId)
      .executeTakeFirstOrThrow();
    expect(openedAt).not.toBeNull();
  });

  test('a receipt of the other kind leads there, a wrong one nowhere, and neither is in an address', async () => {
    const review = await aReview(now);
    const views = await sentViews(now, review, []);
    const message = await receiveMessage(now, 'manchester', aDraft('A message of mine'), aSendKey());
    const here = await anyone.post(HERE, { opener: message.opener });
    expect([here.status, here.text.includes('This receipt is for a message')]).toEqual([200, true]);
    expect(here.text).not.toContain('A message of mine');
    const there = await anyone.post('/manchester/en/say/receipt', { opener: views.opener });
    expect([there.status, there.text.includes('This receipt is for a meeting')]).toEqual([200, true]);
    const typed = showReceipt(views.receipt).words.join(' ');
    expect((await anyone.post(HERE, { receipt: typed })).text).toContain('Your meeting');
    const wrong = await anyone.post(HERE, { opener: 'A'.repeat(86) });
    expect([wrong.status, wrong.text.includes('30 days after a meeting')]).toEqual([400, true]);
    const elsewhere = await anyone.post('/warrington/en/review/after', { opener: views.opener });
    expect(elsewhere.status).toBe(400);
    for (const page of ['tick', 'feedback', 'take-back', 'join'])
      expect((await anyone.get(`${HERE}/${page}`)).location).toBe(HERE);
    expect((await anyone.post(`${HERE}/meeting.ics`, { opener: 'nothing' })).location).toBe(HERE);
  });

  test('after thirty days nothing opens, and the page says why that may be', async () => {
    const { held } = await aHeld();
    const { opener } = await sentViews(now, held, [said('good', 'A dog', 'officer')]);
    await aDecided(now, held, [{ what: 'Visit the farm', who: 'Somebody' }]);
    expect((await anyone.post(HERE, { opener })).text).toContain('Visit the farm');
    await world.db
      .updateTable('reviews')
      .set({ held_on: dayFromToday(-40) })
      .where('review_id', '=', held.reviewId)
      .execute();
    await shredDue(now);
    const gone = await anyone.post(HERE, { opener });
    expect([gone.status, gone.text.includes('Then nothing opens it.')]).toEqual([400, true]);
    expect(gone.text).not.toMatch(/A dog|Visit the farm/);
  });
});

test('a code alone gives a receipt that reads what was decided, once', async () => {
  const { held } = await aHeld();
  await aDecided(now, held, [], { text: 'You get a new desk.' });
  const { code } = await giveReviewCode(now, now.staff['reviewing-officer'], held.reviewId);
  const join = (fields: Record<string, string>) => anyone.post(`${HERE}/join`, fields);
  const empty = await join({ code: ' ' });
  expect([empty.status, empty.text.includes('Type your review code')]).toEqual([400, true]);
  const wrong = await join({ code: 'AAAAA-AAAAA' });
  expect([wrong.status, wrong.text.includes('value="AAAAA-AAAAA"')]).toEqual([400, true]);
  const key = aSendKey();
  const joined = await join({ code, key });
  const opener = /name="opener" value="([\w-]{86})"/.exec(joined.text)?.[1] ?? '';
  expect([joined.status, joined.text.includes('Here is your receipt')]).toEqual([200, true]);
  expect((await anyone.post(HERE, { opener })).text).toContain('You get a new desk.');
  // The same form again is the same answer; another one finds the code used.
  expect((await join({ code, key })).text).toContain(opener);
  const second = await join({ code, key: aSendKey() });
  expect([second.status, second.text.includes('This code was used')]).toEqual([400, true]);
});

describe('signed in', () => {
  test('their reviews are listed, open without a receipt, and are nobody else’s', async () => {
    const young = await aYoungPerson(now, world.staff.worker, 'robin after');
    const client = await youngClient(server.origin, world, young);
    const other = await youngClient(
      server.origin,
      world,
      await aYoungPerson(now, world.staff.worker, 'another one'),
    );
    const { personId } = young.person;
    const plannedOn = dayFromToday(20);
    const review = await aReview(now, { plannedOn, youngPersonId: personId });
    const mine = `/manchester/en/me/review/${review.reviewId}`;
    expect((await client.get('/manchester/en/me')).text).toContain(mine);
    // Without anything sent there is its day, and a button to have it here.
    const bare = await client.get(mine);
    expect([bare.status, bare.text.includes('Show it to me here')]).toEqual([200, true]);
    const fields = { key: aSendKey(), as: personId, meeting: review.reviewId };
    expect((await other.post(`${HERE}/join`, fields)).status).toBe(401);
    const joined = await client.post(`${HERE}/join`, fields);
    const opener = `review.${review.reviewId}`;
    expect(joined.text).toContain(`value="${opener}"`);
    expect((await client.post(HERE, { opener })).text).toContain('There is nothing to read yet');
    const form = { answers: [said('good', 'A kite', 'officer')], attachments: [], lang: 'en' } as const;
    const rest = { age: '8-12' as const, code: null, sendKey: aSendKey() };
    await sendViews(now, 'manchester', { ...form, ...rest }, young.person);
    const page = await client.get(mine);
    expect([page.status, page.text.includes('A kite')]).toEqual([200, true]);
    const calendar = await client.get(`${mine}/meeting.ics`);
    expect([
      calendar.status,
      calendar.text.includes(`DTSTART;TZID=Europe/London:${plannedOn.replaceAll('-', '')}T160000`),
    ]).toEqual([200, true]);
    // Another time on the same day replaces what the calendar has.
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1] ?? '-1');
    await planReview(now, world.staff['reviewing-officer'], review.reviewId, 1, {
      plannedOn,
      plannedAt: '17:30',
    });
    const later = (await client.get(`${mine}/meeting.ics`)).text;
    expect(later).toContain('T173000');
    expect(sequence(later)).toBeGreaterThan(sequence(calendar.text));
    const [answer = ''] = answersIn(page.text);
    for (const path of [mine, `${mine}/meeting.ics`]) expect((await other.get(path)).status).toBe(404);
    expect((await other.post(HERE, { opener })).status).toBe(400);
    expect((await anyone.post(HERE, { opener })).status).toBe(401);
    const taken = await client.post(`${HERE}/take-back`, { opener, answer });
    expect([taken.status, taken.text.includes('A kite')]).toEqual([200, false]);
  });

  test('what is gone is said to be gone, kindly', async () => {
    const young = await aYoungPerson(now, world.staff.worker, 'sam after');
    const client = await youngClient(server.origin, world, young);
    const { personId: youngPersonId } = young.person;
    const held = await aReview(now, { state: 'held', heldOn: dayFromToday(-40), youngPersonId });
    await shredDue(now);
    const page = await client.get(`/manchester/en/me/review/${held.reviewId}`);
    expect([page.status, page.text.includes('This is not here any more')]).toEqual([200, true]);
    expect((await client.get(`/manchester/en/me/review/${held.reviewId}/meeting.ics`)).status).toBe(404);
  });

  test('the notice that something is new names a person, and nothing of a review', async () => {
    const { authorityId, clock } = now;
    const at = clock();
    await world.db.transaction().execute((trx) => notePeopleNew(trx, authorityId, ['somebody made up'], at));
    const rows = await world.db.selectFrom('outbox').selectAll().execute();
    const noted = rows.filter((row) => JSON.stringify(row).includes('somebody made up'));
    expect(noted).toHaveLength(1);
    expect(JSON.stringify(noted)).not.toMatch(/review|meeting|decided|record/i);
  });
});

test('the page reads in Arabic from right to left, and its title says nothing', async () => {
  const { text } = await anyone.get('/manchester/ar/review/after');
  expect(text).toContain('dir="rtl"');
  const title = /<title>([^<]*)<\/title>/.exec((await anyone.get(HERE)).text)?.[1] ?? '';
  expect(title).not.toMatch(/meeting|review|decided/i);
});
