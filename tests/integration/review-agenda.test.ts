import { afterAll, beforeAll, expect, test } from 'vitest';
import { readers } from '../../src/lib/reviews/audience.ts';
import type { HandOver } from '../../src/lib/reviews/hand-over.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { takeBackAnswer } from '../../src/lib/reviews/take-back-answer.server.ts';
import { readStretched, type StretchedReceipt } from '../../src/lib/voice/stretch.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { png } from '../support/recordings.ts';
import { chose, said, sentViews } from '../support/review-views.ts';
import { aReview } from '../support/reviews.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let officer: Client;
let worker: Client;
let other: Client;
let review: Review;
let opener: StretchedReceipt;

const SCHOOL = 'أحب مدرستي كثيرا';
const FEAR = 'أخاف في الليل';
const SISTER = 'أريد أن أرى أختي';
const MATHS = 'الرياضيات صعبة';
const CARER = 'أشكر من يهتم بي';
const UNCLE = 'لا أريد العم';

beforeAll(async () => {
  server = await startServer(world.database.environment);
  officer = await clientOf(server.origin, world.db, world.staff['reviewing-officer']);
  worker = await clientOf(server.origin, world.db, world.staff.worker);
  const next = { ...world.staff['reviewing-officer'], personId: newId(), username: 'another-officer' };
  await world.db.transaction().execute((trx) => insertPerson(trx, next, new Date()));
  other = await clientOf(server.origin, world.db, next);
  review = await aReview(world);
  const drawing = { kind: 'drawing' as const, type: 'image/png', seconds: null, pieces: [] };
  const answers = [
    said('worries', FEAR, 'not-carers'),
    said('family', SISTER, 'not-carers-or-parents'),
    said('good', SCHOOL, 'everyone'),
    chose('come', { kind: 'choice', value: 'part' }, 'everyone'),
    said('who-not', UNCLE, 'officer'),
    chose('home', drawing, 'not-carers'),
    said('learning', MATHS, 'worker'),
    said('plan', CARER, 'not-parents'),
  ];
  const sent = await sentViews(world, review, answers, { attachments: [{ answer: 5, bytes: png() }] });
  opener = readStretched(sent.opener)!;
}, 120_000);

afterAll(() => server?.stop());

const base = (of = review) => `/manchester/desk/reviews/${of.reviewId}`;
const agenda = async (reader: string, client = officer) => client.get(`${base()}/agenda/${reader}`);

/** Prints as the button does, and gives the page that is printed. */
async function print(reader: string, fields: Record<string, string> = { form: 'paper' }) {
  const printed = await officer.post(`${base()}/agenda/${reader}`, fields);
  expect(printed.status).toBe(303);
  return { address: printed.location ?? '', ...(await officer.get(printed.location ?? '')) };
}

test("the carers' agenda and print show neither answer that was kept from them, and the others' show what is theirs", async () => {
  const kept = { UNCLE, MATHS, SCHOOL, FEAR, CARER, SISTER };
  const seen: Record<string, string[]> = {};
  for (const reader of readers) {
    const pages = [await agenda(reader), await print(reader)];
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    for (const { text } of pages) {
      const has = Object.entries(kept).flatMap(([name, words]) => (text.includes(words) ? [name] : []));
      expect(seen[reader] ?? has).toEqual(has);
      seen[reader] = has;
    }
  }
  expect(seen).toEqual({
    officer: ['UNCLE', 'MATHS', 'SCHOOL', 'FEAR', 'CARER', 'SISTER'],
    worker: ['MATHS', 'SCHOOL', 'FEAR', 'CARER', 'SISTER'],
    carers: ['SCHOOL', 'CARER'],
    parents: ['SCHOOL', 'FEAR'],
    others: ['SCHOOL', 'FEAR', 'CARER', 'SISTER'],
  });
});

test('an agenda begins with how the meeting is to run, in English words, and keeps theirs as they said them', async () => {
  const { text } = await agenda('officer');
  const places = ['I come to a part of it', SCHOOL, FEAR, SISTER].map((words) => text.indexOf(words));
  expect(places).toEqual(places.toSorted((one, two) => one - two));
  expect(places[0]).toBeGreaterThan(0);
  expect(text).toContain(`lang="ar" dir="rtl">${SCHOOL}<`);
  expect(text).toContain('Some of it is in Arabic');
  expect((await print('carers')).text).toContain('For carers. Do not copy.');
});

test('its worker opens their own and nobody else’s; who is not of the review finds nothing', async () => {
  expect((await agenda('worker', worker)).text).toContain(FEAR);
  expect((await agenda('worker', worker)).text).not.toContain('Who should not come');
  for (const reader of ['officer', 'carers', 'parents', 'others'])
    expect([reader, (await agenda(reader, worker)).status]).toEqual([reader, 404]);
  for (const reader of readers) expect((await agenda(reader, other)).status).toBe(404);
  expect((await other.post(`${base()}/agenda/carers`, { form: 'paper' })).status).toBe(404);
  expect((await agenda('everyone')).status).toBe(404);
});

test('its worker is not told that something came which is for the officer alone', async () => {
  const [none, some] = [await aReview(world), await aReview(world)];
  await sentViews(world, some, [said('worries', UNCLE, 'officer')]);
  const told = async (of: Review, client = worker) =>
    /<p[^>]*data-agenda-empty[^>]*>(.*?)<\/p>/s.exec(
      (await client.get(`${base(of)}/agenda/worker`)).text,
    )?.[1];
  expect(await told(none)).toContain('No answers that are for you');
  expect(await told(some)).toBe(await told(none));
  expect(await told(none, officer)).toContain('No answers have come in');
  expect(await told(some, officer)).toContain('Nothing that came in is for');
});

test('a drawing is shown to those it is for', async () => {
  const found = /\/agenda\/officer(\/[\w-]+\/drawing\.\d+)/.exec((await agenda('officer')).text)?.[1];
  const piece = (reader: string, client = officer) => client.get(`${base()}/agenda/${reader}${found}`);
  const shown = await piece('officer');
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect((await piece('parents')).status).toBe(200);
  expect((await piece('worker', worker)).status).toBe(200);
  expect((await piece('carers')).status).toBe(404);
  expect((await piece('officer', worker)).status).toBe(404);
  expect((await piece('officer', other)).status).toBe(404);
});

test('each print is on record; what is taken back after it is told, until old prints are torn up', async () => {
  const before = await print('parents', { form: 'large' });
  const answer = await world.db
    .selectFrom('views_answers')
    .selectAll()
    .where('audience', '=', 'not-carers')
    .orderBy('place')
    .executeTakeFirstOrThrow();
  const prints = await world.db.selectFrom('agenda_prints').selectAll().execute();
  expect(
    prints.some(({ answer_ids }) => (JSON.parse(answer_ids) as string[]).includes(answer.answer_id)),
  ).toBe(true);
  expect((await agenda('parents')).text).not.toContain('data-torn-up');

  await takeBackAnswer({ ...world, clock: () => new Date() }, 'manchester', opener, answer.answer_id);
  const told = (await agenda('carers')).text;
  expect(told).toMatch(/One answer was\s+taken back after you printed this for\s+parents on \d/);
  expect(told).not.toContain('this for\n        carers on');
  const old = await officer.get(before.address);
  expect([old.status, old.text.includes('data-agenda-gone'), old.text.includes(FEAR)]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await print('parents')).text).not.toContain('data-agenda-gone');
  expect((await agenda('worker', worker)).text).not.toContain('I have torn them up');
  expect((await worker.post(`${base()}/agenda/taken-back`, {})).status).toBe(404);
  expect((await officer.post(`${base()}/agenda/taken-back`, {})).status).toBe(303);
  expect((await agenda('carers')).text).not.toContain('data-torn-up');
});

test('an audience with nobody in it says so', async () => {
  const lonely = await aReview(world, { workerId: null });
  const at = (reader: string) => officer.get(`${base(lonely)}/agenda/${reader}`);
  expect((await at('worker')).text).toContain('No worker is named for this review');
  expect((await at('carers')).text).toContain('No answers have come in');
  await sentViews(world, lonely, [said('good', 'x', 'officer')]);
  expect((await at('carers')).text).toContain('Nothing that came in is for carers');
});

test('the record: rows without a script, two tabs, what is missing, jargon, the wrong reference', async () => {
  const held = await aReview(world, { state: 'held', heldOn: '2026-11-20' });
  const address = `${base(held)}/record`;
  const write = (fields: Record<string, string>) => officer.post(address, fields);
  const first = {
    version: '0',
    text: 'Your placement stays.',
    'what.0': 'Dad calls you',
    'who.0': '',
    'by.0': '2020-01-01',
  };
  expect((await write(first)).status).toBe(303);
  const kept = await officer.get(address);
  expect(kept.text).toContain('Dad calls you');
  expect(kept.text).toContain('Write who does it.');
  expect(kept.text).toContain('This day has gone by.');
  expect(kept.text).toContain('data-jargon="placement"');
  expect(kept.text).toMatch(/for readers of \d+ years/);

  const second = await write({ version: '0', text: 'From the other tab' });
  expect(second.status).toBe(409);
  expect(second.text).toContain('Your placement stays.');
  expect(second.text).toContain('From the other tab');
  const impossible = await write({ version: '1', text: 'Kept words', 'what.0': 'a', 'by.0': '2026-02-31' });
  expect([impossible.status, impossible.text.includes('Kept words')]).toEqual([400, true]);

  const rows = {
    'what.0': 'Dad calls you',
    'what.1': 'Mina visits you',
    'who.1': 'Mina',
    'by.1': '2099-01-01',
  };
  await write({ version: '1', text: 'Your placement stays.', ...rows, remove: '0' });
  const shorter = (await officer.get(address)).text;
  expect([shorter.includes('Dad calls you'), shorter.includes('Mina visits you')]).toEqual([false, true]);

  const reference = `R-${held.reviewId.slice(-6)}`;
  const send = (fields: Record<string, string>) =>
    officer.post(`${address}/send`, { version: '2', ...fields });
  const jargon = await send({ end: reference.slice(-4) });
  expect([jargon.status, jargon.text.includes('tick each word')]).toEqual([400, true]);
  const wrong = await send({ end: 'nope', 'explained.placement': 'yes' });
  expect([
    wrong.status,
    wrong.text.includes('Is this the right review?'),
    wrong.text.includes('nope'),
  ]).toEqual([400, true, true]);
  expect((await send({ end: reference.slice(-4), 'explained.placement': 'yes' })).status).toBe(303);
  expect((await officer.get(`${address}?sent`)).text).toContain('They have not opened it yet.');
  expect((await worker.get(address)).status).toBe(404);
  expect((await officer.post(`${address}/take-back`, {})).status).toBe(303);
  expect((await officer.get(address)).text).not.toContain('data-record-sent');
});

test('a review is handed over as a file with whom each answer is for, and says until when it is here', async () => {
  const held = await aReview(world, { state: 'held', heldOn: '2026-11-20' });
  await sentViews(world, held, [said('good', SCHOOL, 'officer'), said('family', SISTER, 'everyone')]);
  const address = `${base(held)}/hand-over`;
  await officer.post(`${base(held)}/record`, { version: '0', text: 'You stay.', 'what.0': 'Dad calls' });
  const page = (await officer.get(address)).text;
  expect(page).toContain('20 December 2026');
  expect(page).toContain('2 answers that came in 1 form');
  expect(page).not.toContain(SCHOOL);
  const file = await officer.get(`${address}.json`);
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="review-${held.reviewId}.json"`);
  const told = JSON.parse(file.text) as HandOver;
  expect(told.views[0]!.answers.map(({ audience, value }) => [audience, value])).toEqual([
    ['officer', { kind: 'words', value: SCHOOL }],
    ['everyone', { kind: 'words', value: SISTER }],
  ]);
  expect([told.decided, told.actions[0]?.what]).toEqual([{ text: 'You stay.', easy: '' }, 'Dad calls']);
  expect((await officer.get(`${address}/print`)).text).toContain(SCHOOL);
  const empty = await officer.post(address, { reference: ' ' });
  expect([empty.status, empty.text.includes('Write under which reference')]).toEqual([400, true]);
  expect((await officer.post(address, { reference: 'LL-2231' })).status).toBe(303);
  expect((await officer.get(address)).text).toMatch(/Handed over on .*, with\s+reference\s+LL-2231/);
  for (const path of ['', '.json', '/print'])
    for (const client of [worker, other]) expect((await client.get(address + path)).status).toBe(404);
  await world.db
    .updateTable('reviews')
    .set({ forgotten_at: '2026-12-21T00:00:00.000Z' })
    .where('review_id', '=', held.reviewId)
    .execute();
  expect((await officer.get(address)).text).toContain('data-hand-over-gone');
  expect((await officer.get(`${base(held)}/record`)).text).toContain('data-record-gone');
  expect((await officer.post(`${base(held)}/record`, { version: '1', text: 'x' })).status).toBe(410);
  expect((await officer.get(`${base(held)}/agenda/officer`)).text).toContain('It is in your case system');
});
