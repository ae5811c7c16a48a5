import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newInvitationCode } from '../../src/lib/identity/invitation-code.ts';
import { giveReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { makeClient } from '../support/desk-client.ts';
import { aReview } from '../support/reviews.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aYoungPerson, youngClient } from '../support/young.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let review: Review;

beforeAll(async () => {
  world.clock = () => new Date();
  review = await aReview(world);
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const PAGE = '/manchester/en/review/8-12';
const MINE = {
  age: '8-12',
  for: 'worker',
  'q.come.choice': 'part',
  'q.family.words': 'I miss my sister Wren',
  'for.family': 'not-carers',
  'q.home.face': '2',
  'for.home': 'officer',
  'q.scale.scale': '7',
};
const send = (fields: Record<string, string>) => makeClient(server.origin).post(PAGE, { ...MINE, ...fields });
const newCode = async () => (await giveReviewCode(world, world.staff.worker, review.reviewId)).code;
const stored = () => world.db.selectFrom('views').selectAll().execute();
const receiptIn = (text: string) => [...text.matchAll(/<li>([a-z]+)<\/li>/g)].map((match) => match[1]);

/** What a page says that one reader will see, and what not. */
function previewOf(text: string, reader: string): { sees: string; not: string } {
  const part = text.split(`data-preview-reader="${reader}"`)[1]?.split('</section>')[0] ?? '';
  const [sees = '', not = ''] = part.split('data-preview-not=');
  return { sees, not };
}

/** Everything that was typed is in the form that came back. */
function expectKept(text: string): void {
  expect(text).toContain('I miss my sister Wren</textarea>');
  expect(text).toMatch(/name="q\.come\.choice" value="part" checked/);
  expect(text).toMatch(/name="q\.home\.face" value="2" checked/);
  expect(text).toMatch(/<option value="not-carers" selected/);
  expect(text).toMatch(/name="q\.scale\.scale" value="7" checked/);
}

describe('the form without JavaScript', () => {
  test('the start says what is passed on, and leads to four wordings; another wording is not found', async () => {
    const young = makeClient(server.origin);
    const start = await young.get('/manchester/en/review');
    expect(start.text).toContain('we must tell people who can help keep them safe');
    for (const age of ['under-8', '8-12', '13-17', '16-up']) {
      expect(start.text).toContain(`/manchester/en/review/${age}"`);
      expect((await young.get(`/manchester/en/review/${age}`)).status).toBe(200);
    }
    expect((await young.get('/manchester/en/review/9-11')).status).toBe(404);
  });

  test('the preview shows each reader exactly their answers, keeps what was typed and sends nothing', async () => {
    const { status, text } = await send({ preview: 'yes' });
    expect(status).toBe(200);
    expectKept(text);
    expect(previewOf(text, 'officer').sees).toContain('I miss my sister Wren');
    expect(previewOf(text, 'officer').sees).toContain('7 out of 10');
    const worker = previewOf(text, 'worker');
    expect(worker.sees).toContain('I miss my sister Wren');
    expect(worker.sees).not.toContain('Where I live');
    expect(worker.not).toContain('Where I live');
    const parents = previewOf(text, 'parents');
    expect([parents.sees.includes('Wren'), parents.not.includes('Being there')]).toEqual([true, true]);
    const carers = previewOf(text, 'carers');
    expect(carers.sees).not.toContain('Wren');
    expect(carers.sees).toMatch(/data-preview-sees[^>]*hidden/);
    expect(carers.not).toContain('Family and friends');
    expect(await stored()).toEqual([]);
  });

  test('sent twice it is once, with one receipt, and each answer sealed for whom it was chosen', async () => {
    const fields = { code: ` ${(await newCode()).toLowerCase().replace('-', ' ')} `, key: 'v'.repeat(22) };
    const first = await send(fields);
    const again = await send(fields);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(receiptIn(first.text)).toHaveLength(7);
    expect(receiptIn(again.text)).toEqual(receiptIn(first.text));
    expect(first.text).toContain('/manchester/en/review/after');
    expect(await stored()).toHaveLength(1);
    const [row] = await stored();
    expect([row?.review_id, row?.age, row?.lang]).toEqual([review.reviewId, '8-12', 'en']);
    const answers = await world.db.selectFrom('views_answers').selectAll().orderBy('place').execute();
    expect(answers.map(({ audience }) => audience)).toEqual(['worker', 'worker', 'officer', 'not-carers']);
    expect(JSON.stringify(answers)).not.toContain('Wren');
    const other = await send({ ...fields, 'q.family.words': 'Something else' });
    expect([other.status, other.text.includes('Something else</textarea>')]).toEqual([422, true]);
  });

  test('a code that is missing, wrong, used or old says what to do next, and nothing is lost', async () => {
    const told = async (code: string) => {
      const { status, text } = await send({ code });
      expect(status).toBe(400);
      expectKept(text);
      return /<a href="#code">([^<]+)</.exec(text)?.[1] ?? '';
    };
    const code = await newCode();
    expect(await told('')).toContain('Type your review code');
    expect(await told(newInvitationCode())).toContain('We do not know this code');
    await newCode();
    expect(await told(code)).toContain('does not work any more');
    const good = await newCode();
    expect((await send({ code: good })).status).toBe(200);
    expect(await told(good)).toBe(
      'This code was used. Ask your IRO or worker for a new one. What you wrote is still here.',
    );
  });

  test.each([
    ['q.come.choice', 'maybe', 'We do not know this answer'],
    ['for.home', 'the-world', 'Pick from the list who may see it'],
    ['q.good.words', 'x'.repeat(2_001), 'It has 2001 now'],
  ])('%s that cannot be is linked to, with what was typed kept', async (field, value, text) => {
    const before = (await stored()).length;
    const answer = await send({ [field]: value, code: await newCode() });
    expect([answer.status, answer.text.includes(`href="#${field}"`)]).toEqual([400, true]);
    expect(answer.text).toContain(text);
    expect(answer.text).toContain('I miss my sister Wren</textarea>');
    if (value.length > 2_000) expect(answer.text).toContain(value);
    expect(await stored()).toHaveLength(before);
  });

  test('a recording that is none is told; words that sound like danger bring up help and stop nothing', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...MINE, code: await newCode() })) form.set(name, value);
    form.set('voice', new File(['no sound'], 'me.webm', { type: 'audio/webm' }));
    const answer = await fetch(server.origin + PAGE, {
      method: 'POST',
      body: form,
      headers: { origin: server.origin, accept: 'text/html' },
    });
    const text = await answer.text();
    expect([answer.status, text.includes('We cannot play that file')]).toEqual([400, true]);
    expectKept(text);
    const danger = await send({ 'q.safe.words': 'i want to kill myself', code: await newCode() });
    expect(danger.status).toBe(200);
    expect(danger.text).toMatch(/<div data-danger(?![^>]*hidden)/);
  });
});

describe('signed in', () => {
  test('no code is needed, and whoever has no meeting here is told what to do', async () => {
    const robin = await aYoungPerson(world, world.staff.worker, 'Robin');
    const client = await youngClient(server.origin, world, robin);
    const { personId } = robin.person;
    const page = await client.get(`${PAGE}?mine`);
    expect(page.text).toContain(`value="${personId}"`);
    expect((await client.get(PAGE)).text).not.toContain(personId);
    const alone = await client.post(PAGE, { ...MINE, as: personId });
    expect([alone.status, alone.text.includes('No meeting is planned for you here yet')]).toEqual([
      400,
      true,
    ]);
    const own = await aReview(world, { youngPersonId: personId });
    const sent = await client.post(PAGE, { ...MINE, as: personId });
    expect([sent.status, receiptIn(sent.text)]).toEqual([200, expect.any(Array)]);
    const rows = (await stored()).filter(({ review_id: id }) => id === own.reviewId);
    expect(rows.map(({ person_id: who }) => who)).toEqual([personId]);
    const nobody = await send({ as: personId });
    expect([nobody.status, nobody.text.includes('You are not signed in now')]).toEqual([401, true]);
    expectKept(nobody.text);
  });
});
