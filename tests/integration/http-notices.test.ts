import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findAddresses } from '../../src/lib/notices/addresses.server.ts';
import { forgetNotices } from '../../src/lib/notices/turn-off.server.ts';
import { addToOutbox } from '../../src/lib/platform/outbox.server.ts';
import { turnOnPhone } from '../../src/lib/notices/turn-on.server.ts';
import { vapidKeys } from '../../src/lib/notices/vapid.server.ts';
import type { YoungPerson } from '../../src/lib/identity/young-person.ts';
import { makeClient, type Client } from '../support/desk-client.ts';
import { codeIn, startMailServer, type MailServer } from '../support/mail-server.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aYoungPerson, clientOfYoung } from '../support/young-people.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const PAGE = '/manchester/en/me/notices';
let mailServer: MailServer;
let pushService: PushService;
let server: RunningServer;
let sky: YoungPerson;
let client: Client;
let people = 0;

beforeAll(async () => {
  [mailServer, pushService] = await Promise.all([startMailServer(), startPushService()]);
  server = await startServer(world.database.environment, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'no-reply@example.org',
    PUSH_TEST_SERVICE: pushService.origin,
    PUSH_TEST_CA: pushService.caFile,
  });
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await Promise.all([mailServer.stop(), pushService.stop()]);
});

beforeEach(async () => {
  people += 1;
  sky = await aYoungPerson(world.db, 'manchester', `Canary-Nickname ${people}`);
  client = await clientOfYoung(server.origin, world.db, sky);
  mailServer.received.length = 0;
  mailServer.refuse = null;
  pushService.knocks.length = 0;
});

const addresses = (person = sky) => findAddresses(world, person);
const aPhone = () => `${pushService.origin}/wpush/${sky.personId.slice(-6)}`;

test('off by default; it says what it will say, and the warnings, and what needs JavaScript', async () => {
  const page = await client.get(PAGE);
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toBe('no-store');
  for (const words of [
    'This is off.',
    'There is something new.',
    'Anyone who looks at this phone',
    'Can someone else read your emails?',
    'This needs JavaScript',
  ])
    expect(page.text).toContain(words);
  expect(page.text).toContain(`data-notices-on="${vapidKeys(world.ring).publicKey}"`);
  expect(page.text).not.toContain('Send me one now');
  expect(await addresses()).toEqual([]);
});

test('only for those who are signed in, each their own', async () => {
  for (const path of ['', '/email', '/code', '/phone', '/off', '/try']) {
    const stranger = await makeClient(server.origin).post(PAGE + path, {
      endpoint: aPhone(),
      email: 'a@example.org',
    });
    expect([303, 405]).toContain(stranger.status);
    if (stranger.status === 303) expect(stranger.location).toContain('/manchester/en/sign-in');
  }
  expect((await client.get('/warrington/en/me/notices')).status).toBe(404);
  expect(mailServer.received).toEqual([]);
  const other = await aYoungPerson(world.db, 'manchester', `Other ${people}`);
  expect((await client.post(`${PAGE}/phone`, { endpoint: aPhone() })).status).toBe(303);
  const [mine] = await addresses();
  const others = await clientOfYoung(server.origin, world.db, other);
  expect((await others.post(`${PAGE}/off`, { notice: mine?.noticeId ?? '' })).status).toBe(303);
  expect(await addresses()).toHaveLength(1);
  const fromElsewhere = await client.post(`${PAGE}/off`, {}, { origin: 'https://elsewhere.example' });
  expect(fromElsewhere.status).toBe(403);
  expect(await addresses()).toHaveLength(1);
});

test('email without JavaScript: address, code, one to try, off with one press', async () => {
  const asked = await client.post(`${PAGE}/email`, { email: ' sky+app@example.org ' });
  expect([asked.status, asked.location]).toEqual([303, PAGE]);
  const waiting = await client.get(PAGE);
  expect(waiting.text).toContain('We sent a code to');
  expect(waiting.text).toContain('This is off.');
  const wrong = await client.post(`${PAGE}/code`, { code: 'abc' });
  expect([
    wrong.status,
    wrong.text.includes('That is not the code.'),
    wrong.text.includes('value="abc"'),
  ]).toEqual([400, true, true]);
  expect((await client.post(`${PAGE}/code`, { code: codeIn(mailServer) })).location).toBe(PAGE);
  expect((await client.get(PAGE)).text).toContain('This is on.');
  expect((await client.post(`${PAGE}/email`, { email: 'SKY+app@example.org' })).text).toContain(
    'It is on for this address already.',
  );

  const tried = await client.post(`${PAGE}/try`, {});
  expect([tried.status, tried.text.includes('We sent one.')]).toEqual([200, true]);
  expect(mailServer.received.at(-1)?.raw).toContain('There is something new.');
  mailServer.refuse = 550;
  expect((await client.post(`${PAGE}/try`, {})).text).toContain('It did not get through.');
  expect((await client.get(PAGE)).text).toContain('The last one did not get through.');

  expect((await client.post(`${PAGE}/off`, {})).location).toBe(PAGE);
  expect(await addresses()).toEqual([]);
  expect((await client.get(PAGE)).text).toContain('This is off.');
});

test.each([
  ['', 'Type your email address.'],
  ['not an address', 'That does not look like an email address.'],
  ['a@example.org\r\nBcc: b@example.org', 'That does not look like an email address.'],
  ['a@example.org,b@example.org', 'That does not look like an email address.'],
  ['"sky blue"@example.org', 'quote marks'],
  ['скай@example.org', 'plain letters'],
])('%j is answered clearly, what was typed is kept, and nothing is sent', async (email, words) => {
  const answer = await client.post(`${PAGE}/email`, { email });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(words);
  const kept =
    /name="email"[^>]*/.exec(answer.text)?.[0] ?? /<input[^>]*name="email"[^>]*>/.exec(answer.text)?.[0];
  if (email && !/[\r\n"]/.test(email)) expect(answer.text).toContain(`value="${email}"`);
  expect(kept).toBeDefined();
  expect(mailServer.received).toEqual([]);
});

test('an address with letters of another script after the @ is sent to as mail servers know it', async () => {
  await client.post(`${PAGE}/email`, { email: 'sky@bücher.example' });
  expect(mailServer.received[0]?.raw).toMatch(/^To: sky@xn--bcher-kva\.example\r$/m);
  expect((await client.get(PAGE)).text).toContain('sky@bücher.example');
  expect((await client.post(`${PAGE}/code`, { code: codeIn(mailServer) })).status).toBe(303);
});

test('three codes an hour for a person, and to an address whoever asks; then it says from when', async () => {
  const one = `sky-${people}@example.org`;
  for (const email of [one, one, `other-${people}@example.org`])
    expect((await client.post(`${PAGE}/email`, { email })).status).toBe(303);
  const fourth = await client.post(`${PAGE}/email`, { email: one });
  expect(fourth.status).toBe(429);
  expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(3_000);
  expect(fourth.text).toContain(`value="${one}"`);
  const other = await clientOfYoung(
    server.origin,
    world.db,
    await aYoungPerson(world.db, 'manchester', `Other ${people}`),
  );
  expect((await other.post(`${PAGE}/email`, { email: one })).status).toBe(303);
  expect((await other.post(`${PAGE}/email`, { email: one.toUpperCase() })).status).toBe(429);
  expect(mailServer.received).toHaveLength(4);
});

test('a phone gives the address of its push service, and no other', async () => {
  for (const endpoint of ['', 'https://example.org/x', 'https://127.0.0.1/x', 'x'.repeat(5_000)]) {
    const refused = await client.post(`${PAGE}/phone`, { endpoint });
    expect([refused.status, refused.text.includes('We do not know this kind of browser')]).toEqual([
      400,
      true,
    ]);
  }
  expect((await client.post(`${PAGE}/phone`, { endpoint: aPhone() })).location).toBe(PAGE);
  const page = await client.get(PAGE);
  expect(page.text).toContain('A phone, turned on');
  expect(page.text).not.toContain(aPhone());
  expect((await client.post(`${PAGE}/try`, {})).text).toContain('We sent one.');
  expect(pushService.knocks).toHaveLength(1);
  const [mine] = await addresses();
  await client.post(`${PAGE}/off`, { notice: mine?.noticeId ?? '' });
  expect(await addresses()).toEqual([]);
  expect((await client.post(`${PAGE}/try`, {})).text).toContain('so we sent nothing');
});

test('whoever opens their own page needs no notice of what is there', async () => {
  await client.post(`${PAGE}/phone`, { endpoint: aPhone() });
  const due = () =>
    world.db.selectFrom('notices_due').selectAll().where('person_id', '=', sky.personId).executeTakeFirst();
  await world.db
    .updateTable('notices_due')
    .set({ wanted_at: '2026-01-01' })
    .where('person_id', '=', sky.personId)
    .execute();
  expect((await client.get('/manchester/en/me')).status).toBe(200);
  expect(await due()).toMatchObject({ wanted_at: null, seen_at: expect.any(String) as string });
});

test('their copy has the addresses; deleting the account forgets them', async () => {
  await client.post(`${PAGE}/phone`, { endpoint: aPhone() });
  const copy = JSON.parse((await client.get('/manchester/en/me/download')).text) as { notices: object[] };
  expect(copy.notices).toMatchObject([{ kind: 'push', address: aPhone(), confirmed: true }]);
  await world.db.transaction().execute((trx) => forgetNotices(trx, sky));
  expect(await addresses()).toEqual([]);
});

test('links to the addresses of forms lead to the page', async () => {
  for (const path of ['email', 'code', 'phone', 'off', 'try'])
    expect((await client.get(`${PAGE}/${path}`)).location).toBe(PAGE);
});

test('where neither is offered the page says so, and takes none; the jobs run there all the same', async () => {
  await client.post(`${PAGE}/phone`, { endpoint: aPhone() });
  const event = { personId: sky.personId };
  await world.db
    .transaction()
    .execute((trx) => addToOutbox(trx, 'manchester', 'person.something-new', event, new Date()));
  const bare = await startServer(world.database.environment, { PUSH: 'no' });
  const here = await clientOfYoung(bare.origin, world.db, sky);
  const page = await here.get(PAGE);
  expect(page.text).toContain('We do not send emails here.');
  expect(page.text).toContain('We cannot do this here.');
  expect(page.text).not.toContain('name="email"');
  expect((await here.post(`${PAGE}/email`, { email: 'sky@example.org' })).status).toBe(400);
  expect((await here.post(`${PAGE}/phone`, { endpoint: aPhone() })).status).toBe(400);
  const wanted = () =>
    world.db
      .selectFrom('notices_due')
      .select('wanted_at')
      .where('person_id', '=', sky.personId)
      .executeTakeFirst();
  await expect.poll(wanted, { timeout: 10_000 }).toEqual({ wanted_at: expect.any(String) as string });
  await bare.stop();
});

test('nothing of all this is in the log but kinds', async () => {
  const context = {
    ...world,
    origin: server.origin,
    mail: null,
    push: { publicKey: '', parse: String, send: null! },
  };
  await turnOnPhone(context, sky, 'https://localhost:1/wpush/away', 'en');
  await client.post(`${PAGE}/try`, {});
  const lines = server
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.join('\n')).toContain('Mail 550');
  expect(server.log()).not.toMatch(/example\.org|wpush|Canary|sky/i);
});
