import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { roles, type Role } from '../../src/lib/identity/roles.ts';
import { audiences, readers, readersOf, type Reader } from '../../src/lib/reviews/audience.ts';
import { openOwnViews } from '../../src/lib/reviews/own-views.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { wrapViewsForPerson } from '../../src/lib/reviews/seal-views.ts';
import type { SealedViewsForm } from '../../src/lib/reviews/sealed-views.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aReview } from '../support/reviews.ts';
import {
  aCode,
  aRecording,
  oneForEach,
  sealedOnPhone,
  spoken,
  viewsFor,
  wordsFor,
  wordsOf,
  type OnPhone,
} from '../support/views.ts';
import { addStaff, makeWorld, type Staff } from '../support/world.ts';
import { aYoungPerson, youngClient } from '../support/young.ts';

const world = makeWorld();
const SEALED = '/manchester/en/review/sealed';
let server: RunningServer;
let networks = 0;
let network = '';

beforeAll(async () => {
  // The server has no story of its own: its codes are given in its own time.
  world.clock = () => new Date();
  // Each test comes from a network of its own, so that no test's guesses make another wait.
  server = await startServer({ ...world.database.environment, ADDRESS_HEADER: 'X-Forwarded-For' });
});

beforeEach(() => {
  networks += 1;
  network = `198.51.${networks}.7`;
});

afterAll(async () => {
  await server?.stop();
});

type Headers = Record<string, string>;

async function send(path: string, body: BodyInit, headers: Headers = {}, client?: Client) {
  const cookie = [...(client?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(server.origin + path, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      origin: server.origin,
      'x-forwarded-for': network,
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, string>;
  return { status: response.status, fault: answer.fault, answer, wait: response.headers.get('retry-after') };
}

const sendForm = (form: SealedViewsForm, client?: Client) => send(SEALED, JSON.stringify(form), {}, client);
const stored = async (): Promise<number> =>
  (await world.db.selectFrom('views').select('views_id').execute()).length;

const aPhone = async (): Promise<OnPhone> => sealedOnPhone(world, await aCode(world, await aReview(world)));

describe('views sealed on a phone', () => {
  test('come in once, pieces first, and are answered with the hash of the very bytes and the day of the review', async () => {
    const code = await aCode(world, await aReview(world, { plannedOn: '2026-12-09' }));
    const answers = [...oneForEach, spoken('officer')];
    const phone = await sealedOnPhone(world, code, answers, [{ answer: 6, bytes: aRecording(99) }]);
    expect(await sendForm(phone.form)).toMatchObject({
      status: 409,
      fault: 'pieces-missing',
      answer: { missing: ['voice.0'] },
    });
    const [piece] = phone.pieces;
    const path = `/manchester/en/review/pieces/${phone.views.viewsId}/${piece!.name}`;
    const binary = { 'content-type': 'application/octet-stream' };
    expect(await send(path, new Blob([piece!.body]), binary)).toMatchObject({
      status: 201,
      answer: { hash: piece!.hash },
    });
    const first = await sendForm(phone.form);
    expect(first).toMatchObject({ status: 201, answer: { due: '9 December 2026' } });
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from(JSON.stringify(phone.form)));
    expect(first.answer.hash).toBe(Buffer.from(digest).toString('base64url'));
    expect((await sendForm(phone.form)).answer).toEqual(first.answer);
    expect(await sendForm({ ...phone.form, age: '13-17' })).toMatchObject({
      status: 422,
      fault: 'already-sent-differently',
    });
    const own = await openOwnViews(world, 'manchester', phone.receipt);
    expect(wordsOf(own!.answers)).toEqual(audiences.map(wordsFor));
  });

  test('that cannot be taken are told why, and nothing of them is stored', async () => {
    const phone = await aPhone();
    const used = await viewsFor(world, await aReview(world));
    const before = await stored();
    const text = JSON.stringify(phone.form);
    expect(await send(SEALED, '{')).toMatchObject({ status: 400, fault: 'unreadable' });
    expect(await send(SEALED, 'null')).toMatchObject({ status: 400, fault: 'unreadable' });
    expect(await send(SEALED, text, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await send(SEALED, text, { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
    expect(await send(SEALED, 'x'.repeat(2_200_000))).toMatchObject({ status: 413, fault: 'too-large' });
    expect(await send('/nowhere/en/review/sealed', text)).toMatchObject({ status: 404 });
    expect(await send('/manchester/xx/review/sealed', text)).toMatchObject({ status: 404 });
    const sent = (rest: Partial<SealedViewsForm>) => sendForm({ ...phone.form, ...rest });
    expect(await sent({ code: used.form.code })).toMatchObject({ status: 422, fault: 'code-used' });
    expect(await sent({ code: '00000-00000' })).toMatchObject({ status: 422, fault: 'code-unknown' });
    expect(await sent({ code: null })).toMatchObject({ status: 422, fault: 'code-unknown' });
    expect(await sent({ as: world.staff.worker.personId })).toMatchObject({
      status: 401,
      fault: 'sign-in-needed',
    });
    expect(await stored()).toBe(before);
    // And the code is as good as before.
    expect(await sendForm(phone.form)).toMatchObject({ status: 201 });
  });

  test('whoever guesses codes waits; a network that waits still has its receipts, and another does not wait', async () => {
    const phone = await aPhone();
    for (let guess = 0; guess < 30; guess += 1)
      expect(
        await sendForm({ ...phone.form, code: `ZZZZZ-${String(guess).padStart(5, '0')}` }),
      ).toMatchObject({
        status: 422,
      });
    const waiting = await sendForm(phone.form);
    expect(waiting).toMatchObject({ status: 429, fault: 'too-many' });
    expect(Number(waiting.wait)).toBeLessThanOrEqual(10);
    network = '198.51.250.7';
    expect(await sendForm(phone.form)).toMatchObject({ status: 201 });
  });

  test('of somebody who is signed in go to their next review, under their own name and no other', async () => {
    const otter = await aYoungPerson(world, world.staff.worker, 'Otter');
    const heron = await aYoungPerson(world, world.staff.worker, 'Heron');
    const phone = await sealedOnPhone(world, null);
    const { personId } = otter.person;
    const forPerson = await wrapViewsForPerson(
      otter.person,
      'manchester',
      phone.views.viewsId,
      phone.dataKeys,
    );
    const form = { ...phone.form, as: personId, forPerson };
    const client = await youngClient(server.origin, world, otter);
    expect(await sendForm(form, client)).toMatchObject({ status: 422, fault: 'no-review' });
    const review = await aReview(world, { youngPersonId: personId });
    expect(await sendForm(form)).toMatchObject({ status: 401, fault: 'sign-in-needed' });
    const others = await youngClient(server.origin, world, heron);
    expect(await sendForm(form, others)).toMatchObject({ status: 401, fault: 'sign-in-needed' });
    expect(await sendForm(form, client)).toMatchObject({ status: 201 });
    // The answer is theirs again, also where nobody is signed in any more.
    expect(await sendForm(form)).toMatchObject({ status: 201 });
    const rows = await world.db
      .selectFrom('views')
      .select(['person_id'])
      .where('review_id', '=', review.reviewId)
      .execute();
    expect(rows).toEqual([{ person_id: personId }]);
  });
});

describe('the pages of a review, for every role and reader', () => {
  let review: Review;
  let viewsId: string;
  let elsewhere: Staff;
  const desk = (path: string, authorityId = 'manchester') =>
    `/${authorityId}/desk/reviews/${review.reviewId}/${path}`;
  const meantFor = (reader: Reader) => audiences.filter((audience) => readersOf[audience].includes(reader));
  const readBy = (text: string) => audiences.filter((audience) => text.includes(wordsFor(audience)));

  beforeAll(async () => {
    review = await aReview(world);
    const answers = [...oneForEach, ...audiences.map(spoken)];
    const files = audiences.map((_, place) => ({ answer: 6 + place, bytes: aRecording(80, place) }));
    viewsId = (await viewsFor(world, review, answers, files)).viewsId;
    elsewhere = await addStaff(world.db, 'warrington');
  });

  /** Which readers' pages a role may look at. */
  const pagesOf = (role: Role): readonly Reader[] =>
    role === 'reviewing-officer' ? readers : role === 'worker' ? ['worker'] : [];

  test.each(roles)('%s reads, hears and hands over exactly what is meant for them', async (role) => {
    const client = await clientOf(server.origin, world.db, world.staff[role]);
    for (const reader of readers) {
      const page = await client.get(desk(`agenda/${reader}`));
      const isTheirs = pagesOf(role).includes(reader);
      expect(page.status).toBe(isTheirs ? 200 : 404);
      expect(readBy(page.text)).toEqual(isTheirs ? meantFor(reader) : []);
      for (const [place, audience] of audiences.entries()) {
        const heard = await client.get(desk(`agenda/${reader}/${viewsId}/voice.${place}`));
        expect(heard.status).toBe(isTheirs && meantFor(reader).includes(audience) ? 200 : 404);
      }
    }
    const file = await client.get(desk('hand-over.json'));
    expect(readBy(file.text)).toEqual(role === 'reviewing-officer' ? audiences : []);
    for (const path of ['', 'record', 'participation', 'issues', 'hand-over']) {
      const { text } = await client.get(desk(path).replace(/\/$/, ''));
      const most = role === 'reviewing-officer' ? audiences : role === 'worker' ? meantFor('worker') : [];
      expect(most).toEqual(expect.arrayContaining(readBy(text)));
    }
  });

  test('who is of another authority, or nobody, reads nothing of it', async () => {
    const clients = [makeClient(server.origin)];
    for (const role of ['reviewing-officer', 'worker'] as const)
      clients.push(await clientOf(server.origin, world.db, elsewhere[role]));
    for (const client of clients)
      for (const at of ['manchester', 'warrington'])
        for (const path of ['agenda/officer', 'agenda/worker', 'agenda/carers', 'hand-over.json']) {
          const page = await client.get(desk(path, at));
          expect(page.status).not.toBe(200);
          expect(readBy(page.text)).toEqual([]);
        }
  });
});
