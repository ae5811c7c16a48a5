import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, may, type Act, type Role } from '../../src/lib/identity/roles.ts';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { routeTable } from '../support/route-table.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { addStaff, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let story: DeskStory;
const clients = {} as Record<Role, Client>;
let elsewhere: Client;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment);
  for (const role of roles) clients[role] = await clientOf(server.origin, world.db, world.staff[role]);
  const others = await addStaff(world.db, 'warrington');
  elsewhere = await clientOf(server.origin, world.db, others['safeguarding-duty']);
}, 120_000);

afterAll(() => server?.stop());

/** A real address for a route: real ids of the room it is in. */
function addressOf(route: string): string {
  const room = /desk\/(\w+)\/\[id/.exec(route)?.[1] as keyof DeskStory | undefined;
  const draft = /points\/\[id=name\]\/(release|send-back)/.test(route);
  const reopen = route.endsWith('/reopen');
  const id =
    room === 'points' && draft ? story.draft : reopen ? story.published : room ? String(story[room]) : '';
  return route
    .replace('[authority=authority]', 'manchester')
    .replace('[lang=language]', 'en')
    .replace('[kind=name]', 'theme')
    .replace('[item=name]', 'respect')
    .replace('[commitment=name]', 'listen')
    .replace('offer/[slug=name]', 'offer/personal-adviser')
    .replace('done/[slug=name]', 'done/you-said-something')
    .replace('[id=name]', id);
}

const atTheDesk = routeTable().filter(({ route, policy }) => route.includes('/desk') && policy !== 'anyone');

describe('every page of the desk, for every role', () => {
  const pages = atTheDesk.filter(({ what }) => what === 'load' || what === 'GET');

  test.each(pages)('$route', async ({ route, policy }) => {
    const address = addressOf(route);
    for (const role of roles) {
      const { status } = await clients[role].get(address);
      expect(`${role} ${status}`).toBe(`${role} ${may([role], policy as Act) ? 200 : 404}`);
    }
    expect((await elsewhere.get(address)).status).toBe(404);
    const anonymous = await makeClient(server.origin).get(address);
    expect([anonymous.status, anonymous.location]).toEqual([
      303,
      `/manchester/desk/sign-in?next=${encodeURIComponent(address)}`,
    ]);
  });
});

test('a draft is seen by those who may release it, and by nobody else who reads points', async () => {
  const address = `/manchester/desk/points/${story.draft}`;
  expect((await clients['council-member'].get(address)).status).toBe(200);
  expect((await clients['decision-owner'].get(address)).status).toBe(404);
});

test('a Council member never gets raw words, nor the addresses that have them', async () => {
  for (const path of [
    '',
    '/points',
    `/points/${story.draft}`,
    '/summaries',
    `/summaries/${story.summaries}`,
  ]) {
    const { text } = await clients['council-member'].get(`/manchester/desk${path}`);
    expect(text).not.toContain('A made-up message');
    expect(text).not.toMatch(/desk\/(screening|moderation)/);
  }
});

describe('every action of the desk, for every role that may not', () => {
  const actions = atTheDesk.filter(({ what }) => what.startsWith('action'));

  test.each(actions)('$route', async ({ route, policy }) => {
    const address = addressOf(route);
    for (const role of roles.filter((one) => !may([one], policy as Act))) {
      expect(`${role} ${(await clients[role].post(address, {})).status}`).toBe(`${role} 404`);
    }
    expect((await elsewhere.post(address, {})).status).toBe(404);
    const anonymous = await makeClient(server.origin).post(address, {});
    expect([anonymous.status, anonymous.location?.startsWith('/manchester/desk/sign-in')]).toEqual([
      303,
      true,
    ]);
  });

  test.each(actions)(
    '$route answers an empty form of somebody who may, without a fault of ours',
    async ({ route, policy }) => {
      const allowed = roles.find((role) => may([role], policy as Act));
      if (!allowed) throw new Error('Somebody should be allowed.');
      const { status, text } = await clients[allowed].post(addressOf(route), { unknown: 'field' });
      expect([200, 303, 400, 403, 404, 409]).toContain(status);
      expect(text).not.toMatch(/\bat \S+ \(|node_modules/);
    },
  );
});

describe('what comes from elsewhere', () => {
  const bodies: [string, RequestInit][] = [
    ['a form', { body: new URLSearchParams({ words: 'x' }) }],
    ['JSON', { body: '{"words":"x"}', headers: { 'content-type': 'application/json' } }],
    ['plain text', { body: 'words=x', headers: { 'content-type': 'text/plain' } }],
    ['no type at all', { body: new Uint8Array([1, 2, 3]) }],
  ];
  const origins: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://elsewhere.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site, by fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site, by fetch metadata', { 'sec-fetch-site': 'same-site' }],
  ];
  const targets = routeTable().filter(({ what }) => what.startsWith('action'));

  test.each(targets)('$route refuses every kind of it', async ({ route }) => {
    const address = addressOf(route);
    for (const [, body] of bodies) {
      for (const [, origin] of origins) {
        const headers = { ...(body.headers as Record<string, string>), ...origin };
        const { status } = await fetch(server.origin + address, {
          ...body,
          method: 'POST',
          headers,
          redirect: 'manual',
        });
        expect(status).toBe(403);
      }
    }
  });

  test('a bare request is taken on public forms without a session, and nowhere else', async () => {
    const bare = (path: string, cookie = '') =>
      fetch(server.origin + path, {
        method: 'POST',
        body: new URLSearchParams({ words: '' }),
        headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) },
        redirect: 'manual',
      });
    expect((await bare('/manchester/en/say')).status).toBe(400);
    expect((await bare('/manchester/en/say', '__Host-s=anything')).status).toBe(403);
    expect((await bare('/manchester/desk/sign-in')).status).toBe(403);
  });
});

describe('bad input on young people’s forms', () => {
  const young = () => makeClient(server.origin);
  const say = (fields: Record<string, string>, lang = 'en') =>
    young().post(`/manchester/${lang}/say`, fields);

  test('nothing written: it says so, in the reader’s language', async () => {
    const english = await say({ words: '  ' });
    expect([english.status, english.text.includes('Write something first.')]).toEqual([400, true]);
    const arabic = await say({ words: '' }, 'ar');
    expect(arabic.status).toBe(400);
    expect(arabic.text).toContain('dir="rtl"');
  });

  test('too long: the limit is said before and after, and nothing typed is lost', async () => {
    const form = await young().get('/manchester/en/say');
    expect(form.text).toContain('4000');
    const words = 'é🙂'.repeat(2_001);
    const answer = await say({ words, mood: 'sad', answer: 'no', about: 'care/healthy' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Make it 4000 letters or less. It has 4002 now.');
    expect(answer.text).toContain(words);
    expect(answer.text).toMatch(/value="sad" checked/);
    expect(answer.text).toMatch(/value="no" checked/);
    expect(answer.text).toMatch(/value="care\/healthy" selected/);
  });

  test.each([
    ['about', 'no-such-theme'],
    ['about', 'care/listen'],
    ['mood', 'furious'],
    ['answer', 'maybe'],
  ])('an unknown %s is named, and the words stay', async (field, value) => {
    const answer = await say({ words: 'My words stay here', [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('My words stay here');
  });

  test('the same form sent twice shows the same receipt; with other words it offers to send them too', async () => {
    const key = 'z'.repeat(22);
    const receiptIn = (text: string) =>
      [...text.matchAll(/<li>([a-z]+)<\/li>/g)].map((match) => match[1]).slice(0, 7);
    const first = await say({ words: 'Sent twice', key });
    const second = await say({ words: 'Sent twice', key });
    expect(first.status).toBe(200);
    expect(receiptIn(first.text)).toHaveLength(7);
    expect(receiptIn(second.text)).toEqual(receiptIn(first.text));
    const other = await say({ words: 'Changed words', key });
    expect(other.status).toBe(422);
    expect(other.text).toContain('Changed words');
    const freshKey = /name="key" value="([\w-]{22})"/.exec(other.text)?.[1] ?? '';
    const third = await say({ words: 'Changed words', key: freshKey });
    expect([third.status, receiptIn(third.text).join() === receiptIn(first.text).join()]).toEqual([
      200,
      false,
    ]);
  });

  test.each([
    '\uD800lone',
    'a\0b',
    '\u202Eright to left',
    '🙂'.repeat(50),
    '<script>alert(1)</script>',
    "'; drop table messages;--",
  ])('words like %j are taken, kept and shown harmlessly', async (words) => {
    const sent = await say({ words });
    expect(sent.status).toBe(200);
    const digits = /name="receipt" value="(\d{22})"/.exec(sent.text)?.[1] ?? '';
    const thread = await young().post('/manchester/en/say/receipt', { receipt: digits });
    expect(thread.status).toBe(200);
    expect(thread.text).toContain('data-stage="awaiting-screening"');
    expect(thread.text).not.toContain('<script>alert');
  });

  test('a receipt that is none, slips, or is nobody’s: each is told apart only before it is looked up', async () => {
    const open = (receipt: string) => young().post('/manchester/en/say/receipt', { receipt });
    expect((await open('hello')).text).toContain('That is not a whole receipt');
    const { digits, words } = showReceipt(story.sent.receipt);
    const slip = digits.join('').replace(/^./, (first) => (first === '1' ? '2' : '1'));
    expect((await open(slip)).text).toContain('One of these is not quite right');
    const nobodys = await open(showReceipt(12_345n).digits.join(' '));
    expect([nobodys.status, nobodys.text.includes('We cannot find a message')]).toEqual([400, true]);
    const byWords = await open(words.join(' ').toUpperCase());
    const byDigits = await open(digits.join(' - '));
    expect([byWords.status, byDigits.status]).toEqual([200, 200]);
    expect(byWords.text).toContain('We did it.');
  });

  test('writing back: nothing, too much, twice', async () => {
    const { digits } = showReceipt(story.sent.receipt);
    const receipt = digits.join('');
    const reply = (words: string, key = '') =>
      young().post('/manchester/en/say/receipt/reply', { receipt, words, key });
    expect((await reply('')).text).toContain('Write something first.');
    const long = await reply('x'.repeat(4_001));
    expect([long.status, long.text.includes('x'.repeat(4_001))]).toEqual([400, true]);
    const key = 'r'.repeat(22);
    await reply('Said once', key);
    const again = await reply('Said once', key);
    expect(again.text.match(/Said once/g)).toHaveLength(1);
    const wrong = await young().post('/manchester/en/say/receipt/reply', {
      receipt: 'lost',
      words: 'Kept words',
      key,
    });
    expect([wrong.status, wrong.text.includes('Kept words')]).toEqual([400, true]);
  });

  test('checking back: no answer picked, somebody else’s decision, then a real one', async () => {
    const { digits } = showReceipt(story.sent.receipt);
    const at = '/manchester/en/done/you-said-something-2';
    const published = await young().get(at);
    const own = published.status === 200 ? at : '/manchester/en/done/you-said-something';
    const answer = (fields: Record<string, string>) => young().post(own, fields);
    expect((await answer({ receipt: digits.join('') })).text).toContain('Pick yes, partly or no.');
    const stranger = await say({ words: 'Another matter' });
    const strange = /name="receipt" value="(\d{22})"/.exec(stranger.text)?.[1] ?? '';
    expect((await answer({ receipt: strange, answer: 'yes' })).text).toContain('about something else');
    const taken = await answer({ receipt: digits.join(''), answer: 'no' });
    expect([taken.status, taken.text.includes('it is not right yet')]).toEqual([200, true]);
  });

  test.each([
    ['/nowhere/en/promise', 404],
    ['/manchester/xx/promise', 404],
    ['/manchester/pl/promise', 404],
    ['/manchester/en/promise/nothing', 404],
    ['/manchester/en/offer/nothing', 404],
    ['/manchester/en/done/nothing', 404],
    ['/manchester/en/nothing', 404],
    ['/%00/en', 404],
    ['/manchester/en/promise/%00', 404],
    ['/manchester/en/done/%F0%9F%99%82', 404],
  ])('%s is a helpful %i', async (path, status) => {
    const answer = await young().get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(answer.text).toMatch(/href="\/[^"]*"/);
  });

  test('an unknown page in Arabic is told in Arabic', async () => {
    const answer = await young().get('/manchester/ar/promise/nothing');
    expect(answer.text).toContain('lang="ar" dir="rtl"');
  });

  test('wrong method, wrong type and too much at once are refused, each with its own status', async () => {
    const ask = (init: RequestInit) =>
      fetch(`${server.origin}/manchester/en/say`, {
        ...init,
        headers: { origin: server.origin, ...(init.headers as object) },
      });
    expect((await ask({ method: 'DELETE' })).status).toBe(405);
    expect(
      (await ask({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(415);
    expect(
      (await ask({ method: 'POST', body: new URLSearchParams({ words: 'x'.repeat(200_000) }) })).status,
    ).toBe(413);
  });
});

describe('an expired session at the desk', () => {
  test('what was typed comes back after signing in again, to the same person only', async () => {
    const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    const address = addressOf('/[authority=authority]/desk/moderation/[id=name]/answer');
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
    const client = clients['participation-worker'];
    const desk = await client.post(
      '/manchester/desk/summaries',
      {},
      { 'content-type': 'multipart/form-data; boundary=x' },
    );
    expect(desk.status).toBe(400);
  });

  test('a language that is not offered takes nothing in', async () => {
    const before = await world.db.selectFrom('messages').select('message_id').execute();
    const answer = await makeClient(server.origin).post('/manchester/pl/say', { words: 'x' });
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
  const digits = /name="receipt" value="(\d{22})"/.exec(sent.text)?.[1] ?? '';
  await client.post('/manchester/en/say/receipt', { receipt: digits });
  expect(server.log()).not.toContain('canary-in-the-log');
  expect(server.log()).not.toContain(digits);
});
