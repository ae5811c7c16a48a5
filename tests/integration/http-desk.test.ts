import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, makeClient } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let story: DeskStory;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

describe('an expired session at the desk', () => {
  test('what was typed comes back after signing in again, to the same person only', async () => {
    const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    const address = `/manchester/desk/moderation/${story.moderation}/answer`;
    expect((await worker.get(address)).status).toBe(200);
    await world.db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('person_id', '=', world.staff['participation-worker'].personId)
      .execute();
    const sent = await worker.post(address, { words: 'A long and careful answer' });
    expect([sent.status, sent.location]).toEqual([
      303,
      `/manchester/desk/sign-in?next=${encodeURIComponent(address)}`,
    ]);
    const again = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    const colleague = await clientOf(server.origin, world.db, world.staff['safeguarding-duty']);
    for (const client of [again, colleague])
      client.cookies.set('__Host-kept', worker.cookies.get('__Host-kept') ?? '');
    expect((await colleague.get(address)).text).not.toContain('A long and careful answer');
    expect((await again.get(address)).text).toContain('A long and careful answer');
    expect((await again.get(address)).text).not.toContain('A long and careful answer');
  });
});

describe('somebody at the desk who was not quick enough', () => {
  test('is told so, and finds what they typed when they open the page again', async () => {
    const owner = await clientOf(server.origin, world.db, world.staff['decision-owner']);
    const address = `/manchester/desk/decisions/${story.published}/publish`;
    const fields = { state: 'we-did', version: '1', 'said-en': 'You said.', 'answer-en': 'A careful answer' };
    const late = await owner.post(address, fields);
    expect([late.status, late.text.includes('Someone was quicker')]).toEqual([409, true]);
    expect((await owner.get(address)).text).toContain('A careful answer');
  });
});

describe('a body that is no form', () => {
  test('is told so, on young people’s pages and at the desk', async () => {
    const headers = { origin: server.origin, accept: 'text/html', 'content-type': 'multipart/form-data' };
    const young = await fetch(`${server.origin}/manchester/en/say`, { method: 'POST', body: 'x', headers });
    expect(young.status).toBe(400);
    const client = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    const desk = await client.post(
      '/manchester/desk/summaries',
      {},
      { 'content-type': 'multipart/form-data; boundary=x' },
    );
    expect(desk.status).toBe(400);
  });

  test('a language that is not offered takes nothing in', async () => {
    const before = await world.db.selectFrom('messages').select('message_id').execute();
    const answer = await makeClient(server.origin).post('/manchester/fr/say', { words: 'x' });
    const after = await world.db.selectFrom('messages').select('message_id').execute();
    expect([answer.status, after.length]).toEqual([404, before.length]);
  });
});

describe('signing in through its page', () => {
  test('wrong details keep the name and say the same whatever was wrong; only this desk is gone on to', async () => {
    const client = makeClient(server.origin);
    const wrong = await client.post('/manchester/desk/sign-in', {
      username: 'editor',
      password: 'x',
      code: '1',
    });
    const nobody = await client.post('/manchester/desk/sign-in', {
      username: 'nobody',
      password: 'x',
      code: '1',
    });
    expect([wrong.status, nobody.status]).toEqual([400, 400]);
    expect(nobody.text.replaceAll('nobody', 'editor')).toBe(wrong.text);
  });

  test('signing out ends the session on the server', async () => {
    const client = await clientOf(server.origin, world.db, world.staff.editor);
    const token = client.cookies.get('__Host-s') ?? '';
    expect((await client.get('/manchester/desk')).status).toBe(200);
    await client.post('/manchester/desk/sign-out', {});
    client.cookies.set('__Host-s', token);
    expect((await client.get('/manchester/desk')).status).toBe(303);
  });
});

test('healthz names the database it serves from', async () => {
  const { text } = await makeClient(server.origin).get('/healthz');
  expect(JSON.parse(text)).toEqual({ status: 'ok', database: kind });
});

test('every kind of answer carries the protecting headers', async () => {
  const client = makeClient(server.origin);
  for (const path of [
    '/',
    '/manchester/en/promise',
    '/icon.svg',
    '/service-worker.js',
    '/nowhere',
    '/manchester/desk/sign-in',
  ]) {
    const { headers } = await client.get(path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
  }
});

test('nothing of what anybody wrote, and no receipt, is in the log', async () => {
  const client = makeClient(server.origin);
  const sent = await client.post('/manchester/en/say', { words: 'canary-in-the-log' });
  const digits = [...sent.text.matchAll(/<span>(\d{2,5})\s*(?:&#32;)?<\/span>/g)]
    .map(([, group]) => group)
    .join('');
  expect(digits).toMatch(/^\d{22}$/);
  await client.post('/manchester/en/say/receipt', { receipt: digits });
  expect(server.log()).not.toContain('canary-in-the-log');
  expect(server.log()).not.toContain(digits);
});
