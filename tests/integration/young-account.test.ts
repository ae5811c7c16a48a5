import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { YOUNG_COOKIE } from '../../src/lib/identity/young-sessions.server.ts';
import type { WithKey } from '../../src/lib/identity/young-sign-up.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { routeTable } from '../support/route-table.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { addStaff, makeWorld } from '../support/world.ts';
import { aYoungPerson, postSealed, sealedAs, THREE_WORDS, youngClient } from '../support/young.ts';

const world = makeWorld();
const YOUNG = '/manchester/en';
let server: RunningServer;
let worker: Client;
let otherWorker: Person;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  worker = await clientOf(server.origin, world.db, world.staff.worker);
  otherWorker = {
    personId: newId(),
    authorityId: 'manchester',
    username: 'second-worker',
    displayName: 'Made-up second worker',
    roles: ['worker'],
  };
  await world.db.transaction().execute((trx) => insertPerson(trx, otherWorker, new Date()));
}, 120_000);

afterAll(() => server?.stop());

const codeIn = (page: string) => /data-code[^>]*>([^<]+)</.exec(page)?.[1] ?? '';
const storedMessages = async () =>
  (await world.db.selectFrom('messages').select('message_id').execute()).map((row) => row.message_id);
const rowOf = (personId: string) =>
  world.db.selectFrom('young_people').selectAll().where('person_id', '=', personId).executeTakeFirstOrThrow();

describe('an invitation', () => {
  test('is made for a reference only, leads to a sign-in, and tells the worker nothing more', async () => {
    const desk = '/manchester/desk/young-people';
    const named = await worker.post(desk, { reference: 'Jo Smith' });
    expect([named.status, named.text.includes('value="Jo Smith"')]).toEqual([400, true]);
    const made = await worker.post(desk, { reference: 'P-1042' });
    const code = codeIn(made.text);
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect((await worker.post(desk, { reference: 'P-1042' })).status).toBe(400);

    const phone = makeClient(server.origin);
    const page = `${YOUNG}/sign-in/invitation`;
    expect((await phone.post(page, { invitation: 'AAAAA-AAAAA' })).status).toBe(400);
    const choosing = await phone.post(page, { invitation: code.toLowerCase() });
    const offered = /name="threeWords"[^>]*value="([a-z]+ [a-z]+ [a-z]+)"/.exec(choosing.text)?.[1] ?? '';
    expect(offered).not.toBe('');
    const other = await phone.post(page, { invitation: code, nickname: 'x', threeWords: 'y', other: 'yes' });
    expect([other.status, other.text.includes(offered)]).toEqual([200, false]);
    const reachable = await phone.post(page, {
      invitation: code,
      nickname: 'me@mail.example',
      threeWords: offered,
    });
    expect([reachable.status, reachable.text.includes('me@mail.example')]).toEqual([400, true]);
    const easy = await phone.post(page, { invitation: code, nickname: 'Comet', threeWords: 'Password1!' });
    expect(easy.status).toBe(400);

    const done = await phone.post(page, { invitation: code, nickname: 'Comet', threeWords: offered });
    expect([done.status, done.location]).toEqual([303, `${YOUNG}/me`]);
    const cookie = done.headers.getSetCookie().find((one) => one.startsWith(YOUNG_COOKIE)) ?? '';
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/i);
    const mine = await phone.get(`${YOUNG}/me`);
    expect([mine.status, mine.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(mine.text).toContain('Comet');
    expect((await phone.post(page, { invitation: code })).status).toBe(400);

    const seen = (await worker.get(desk)).text;
    expect(seen).toMatch(/P-1042[^]*Active/);
    expect(seen).not.toContain('Comet');
    const elsewhere = await clientOf(server.origin, world.db, otherWorker);
    expect((await elsewhere.get(desk)).text).not.toContain('P-1042');
    const reset = /young-people\/[\w-]+\/reset/.exec(seen)?.[0] ?? '';
    for (const ask of [elsewhere.get, (path: string) => elsewhere.post(path, {})])
      expect((await ask(`/manchester/desk/${reset}`)).status).toBe(404);
  });

  test('is dead after five wrong codes, tried all at once, and only then', async () => {
    const made = await worker.post('/manchester/desk/young-people', { reference: 'P-5' });
    const code = codeIn(made.text);
    const wrong = `${code.slice(0, 4)}0-ZZZZZ`;
    const page = `${YOUNG}/sign-in/invitation`;
    const phone = makeClient(server.origin);
    for (let slip = 0; slip < 4; slip += 1)
      expect((await phone.post(page, { invitation: wrong })).status).toBe(400);
    expect((await phone.post(page, { invitation: code })).status).toBe(200);
    await Promise.all(Array.from({ length: 6 }, () => phone.post(page, { invitation: wrong })));
    expect((await phone.post(page, { invitation: code })).status).toBe(400);
  });
});

describe('signing in', () => {
  test('takes nickname and words, goes on to a page of their own only, and says the same to every wrong one', async () => {
    await aYoungPerson(world, world.staff.worker, 'Juniper');
    const phone = makeClient(server.origin);
    const page = `${YOUNG}/sign-in`;
    const wrong = await phone.post(page, { nickname: 'Juniper', threeWords: 'not the words' });
    const nobody = await phone.post(page, { nickname: 'Nobody Here', threeWords: 'not the words' });
    expect([wrong.status, nobody.status]).toEqual([400, 400]);
    expect(nobody.text.replaceAll('Nobody Here', 'Juniper')).toBe(wrong.text);
    expect(wrong.text).not.toContain('not the words');
    const given = { nickname: ' juniper', threeWords: ` ${THREE_WORDS.replace(' ', '  ')} ` };
    const away = await phone.post(`${page}?next=https://elsewhere.example/`, given);
    expect([away.status, away.location]).toEqual([303, `${YOUNG}/me`]);
    const on = await phone.post(`${page}?next=${YOUNG}/me/delete`, given);
    expect(on.location).toBe(`${YOUNG}/me/delete`);
    expect((await phone.post(page, { ...given, threeWords: THREE_WORDS.toUpperCase() })).status).toBe(400);
  });

  test('several phones at once; the others can be signed out, and signing out ends it on the server', async () => {
    const person = await aYoungPerson(world, world.staff.worker, 'Two Phones');
    const one = await youngClient(server.origin, world, person);
    const other = await youngClient(server.origin, world, person);
    expect((await other.get(`${YOUNG}/me`)).text).toContain('Another phone');
    await one.post(`${YOUNG}/me/phones`, {});
    expect((await other.get(`${YOUNG}/me`)).status).toBe(303);
    const kept = one.cookies.get(YOUNG_COOKIE) ?? '';
    expect((await one.get(`${YOUNG}/me`)).status).toBe(200);
    await one.post(`${YOUNG}/me/sign-out`, {});
    expect(one.cookies.has(YOUNG_COOKIE)).toBe(false);
    one.cookies.set(YOUNG_COOKIE, kept);
    expect((await one.get(`${YOUNG}/me`)).status).toBe(303);
  });

  test('a session past either limit is none, and the row that is stored opens nothing', async () => {
    const person = await aYoungPerson(world, world.staff.worker, 'Late Owl');
    for (const column of ['expires_at', 'absolute_expires_at'] as const) {
      const phone = await youngClient(server.origin, world, person);
      await world.db
        .updateTable('young_sessions')
        .set({ [column]: new Date(Date.now() - 1_000).toISOString() })
        .where('person_id', '=', person.person.personId)
        .execute();
      expect((await phone.get(`${YOUNG}/me`)).status).toBe(303);
    }
    const [row] = await world.db.selectFrom('young_sessions').selectAll().execute();
    const thief = makeClient(server.origin);
    thief.cookies.set(YOUNG_COOKIE, `manchester.${row?.session_id.slice(0, 43)}`);
    expect((await thief.get(`${YOUNG}/me`)).status).toBe(303);
  });
});

describe('whose message it is', () => {
  let robin: WithKey;
  let wren: WithKey;
  let phone: Client;
  let own: Awaited<ReturnType<typeof sealedAs>>;

  beforeAll(async () => {
    robin = await aYoungPerson(world, world.staff.worker, 'Robin R');
    wren = await aYoungPerson(world, world.staff.worker, 'Wren W');
    phone = await youngClient(server.origin, world, robin);
    own = await sealedAs(world, robin.person, 'The bus comes too late for me');
  });

  test('sent as somebody whose session is lost, it waits; after sign-in the same bytes are theirs, once', async () => {
    const nobody = makeClient(server.origin);
    const before = await storedMessages();
    for (const client of [nobody, await youngClient(server.origin, world, wren)]) {
      const refused = await postSealed(server.origin, client, own.body);
      expect([refused.status, await refused.json()]).toEqual([401, { fault: 'sign-in-needed' }]);
    }
    expect(await storedMessages()).toEqual(before);
    for (let send = 0; send < 2; send += 1)
      expect((await postSealed(server.origin, phone, own.body)).status).toBe(201);
    expect(await storedMessages()).toEqual([...before, own.messageId]);
    const row = await world.db
      .selectFrom('messages')
      .select('person_id')
      .where('message_id', '=', own.messageId)
      .executeTakeFirst();
    expect(row?.person_id).toBe(robin.person.personId);
  });

  test('it is in their one place, opens there, and is answered there', async () => {
    const list = await phone.get(`${YOUNG}/me`);
    expect(list.text).toContain('The bus comes too late for me');
    const page = await phone.get(`${YOUNG}/me/${own.messageId}`);
    expect([page.status, page.text.includes('The bus comes too late for me')]).toEqual([200, true]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const opener = `mine.${own.messageId}`;
    const reply = await phone.post(`${YOUNG}/say/receipt/reply`, { opener, words: 'Also on Sundays' });
    expect([reply.status, reply.text.includes('Also on Sundays')]).toEqual([200, true]);
  });

  test('who opened the words is told, and only a role', async () => {
    const duty = await clientOf(server.origin, world.db, world.staff['safeguarding-duty']);
    expect((await duty.get(`/manchester/desk/screening/${own.messageId}`)).status).toBe(200);
    const list = (await phone.get(`${YOUNG}/me`)).text;
    expect(list).toContain('The safety team');
    expect(list).not.toContain('Made-up safeguarding-duty');
  });

  test('nobody else gets at it: not another young person, not a session elsewhere, not nobody', async () => {
    const others = await addStaff(world.db, 'warrington');
    const far = await aYoungPerson(world, others.worker, 'Robin R');
    const clients = {
      wren: await youngClient(server.origin, world, wren),
      far: await youngClient(server.origin, world, far),
      nobody: makeClient(server.origin),
    };
    const page = `${YOUNG}/me/${own.messageId}`;
    expect((await clients.wren.get(page)).status).toBe(404);
    const nowhere = page.replace(own.messageId, newId());
    expect((await clients.wren.get(page)).text.replaceAll(page.slice(-36), '')).toBe(
      (await clients.wren.get(nowhere)).text.replaceAll(nowhere.slice(-36), ''),
    );
    expect((await clients.far.get(page)).status).toBe(404);
    expect((await clients.far.get(page.replace('manchester', 'warrington'))).status).toBe(404);
    expect((await clients.nobody.get(page)).status).toBe(303);
    const entries = () => world.db.selectFrom('thread_entries').select('entry_id').execute();
    const before = await entries();
    const forged = { opener: `mine.${own.messageId}`, words: 'not mine to say' };
    for (const client of Object.values(clients)) {
      const { status, text } = await client.post(`${YOUNG}/say/receipt/reply`, forged);
      expect([400, 401]).toContain(status);
      expect(text).not.toContain('The bus comes too late');
      expect(text).toContain('not mine to say');
    }
    expect(await entries()).toEqual(before);
    expect((await clients.wren.get(`${YOUNG}/me/download`)).text).not.toContain('The bus comes too late');
  });

  test('one sent with a receipt is added with it, and never to two people', async () => {
    const { body, opener } = await sealedOnPhone(world.db, 'manchester', 'Sent before I signed in');
    expect((await postSealed(server.origin, makeClient(server.origin), body)).status).toBe(201);
    const thread = await phone.post(`${YOUNG}/say/receipt`, { opener });
    expect(thread.text).toContain('/me/add');
    expect((await makeClient(server.origin).post(`${YOUNG}/say/receipt`, { opener })).text).not.toContain(
      '/me/add',
    );
    const added = await phone.post(`${YOUNG}/me/add`, { opener });
    expect(added.location).toMatch(new RegExp(`^${YOUNG}/me/[0-9a-f-]{36}$`));
    expect((await phone.get(added.location ?? '')).text).toContain('Sent before I signed in');
    const other = await youngClient(server.origin, world, wren);
    expect((await other.post(`${YOUNG}/me/add`, { opener })).status).toBe(404);
    expect((await other.post(`${YOUNG}/me/add`, { opener: `mine.${own.messageId}` })).status).toBe(400);
  });

  test('without JavaScript the choice is on the page, and a lost session keeps what was typed', async () => {
    const page = (await phone.get(`${YOUNG}/say?mine`)).text;
    expect(page).toMatch(/name="as" value="" checked/);
    expect(page).toContain(`value="${robin.person.personId}"`);
    const words = 'Sent from a plain form';
    const fields = { words, as: robin.person.personId };
    const lost = await makeClient(server.origin).post(`${YOUNG}/say`, fields);
    expect([lost.status, lost.text.includes(words)]).toEqual([401, true]);
    expect((await phone.get(`${YOUNG}/me`)).text).not.toContain(words);
    expect((await phone.post(`${YOUNG}/say`, { words: 'With no name at all', as: '' })).status).toBe(200);
    expect((await phone.post(`${YOUNG}/say`, fields)).status).toBe(200);
    const list = (await phone.get(`${YOUNG}/me`)).text;
    expect([list.includes(words), list.includes('With no name at all')]).toEqual([true, false]);
  });

  test('their copy has their words, who opened them, and nothing of what opens them', async () => {
    const { text, headers } = await phone.get(`${YOUNG}/me/download`);
    expect([headers.get('content-disposition'), headers.get('cache-control')]).toEqual([
      'attachment; filename="my-copy.json"',
      'no-store',
    ]);
    const copy = JSON.parse(text) as { account: { nickname: string }; messages: { openedBy: object[] }[] };
    expect([copy.account.nickname, copy.messages.length]).toEqual(['Robin R', 3]);
    expect(text).toContain('The bus comes too late for me');
    expect(copy.messages.flatMap(({ openedBy }) => openedBy)).toHaveLength(1);
    const { words_verifier, private_by_words } = await rowOf(robin.person.personId);
    expect([text.includes(words_verifier ?? '?'), text.includes(private_by_words ?? '?')]).toEqual([
      false,
      false,
    ]);
  });

  test('set anew by their worker: told until seen, signed out, and old messages open with the new words', async () => {
    const made = await worker.post(`/manchester/desk/young-people/${robin.person.personId}/reset`, {});
    const code = codeIn(made.text);
    expect((await phone.get(`${YOUNG}/me`)).status).toBe(303);
    const again = makeClient(server.origin);
    const old = { nickname: 'Robin R', threeWords: THREE_WORDS };
    expect((await again.post(`${YOUNG}/sign-in`, old)).status).toBe(400);
    const waiting = await sealedAs(world, robin.person, 'Waited on the phone meanwhile');
    const threeWords = 'otter lantern plum';
    const chosen = { invitation: code, nickname: 'Robin R', threeWords };
    expect((await again.post(`${YOUNG}/sign-in/invitation`, chosen)).status).toBe(303);
    expect((await again.get(`${YOUNG}/me`)).text).toContain('Your sign-in was changed');
    expect((await again.get(`${YOUNG}/me`)).text).toContain('Your sign-in was changed');
    await again.post(`${YOUNG}/me/told`, {});
    expect((await again.get(`${YOUNG}/me`)).text).not.toContain('Your sign-in was changed');
    expect((await again.get(`${YOUNG}/me/${own.messageId}`)).text).toContain('The bus comes too late');
    // Wrapped to the old key, and still theirs: the server wraps it to the new one.
    expect((await postSealed(server.origin, again, waiting.body)).status).toBe(201);
    expect((await again.get(`${YOUNG}/me/${waiting.messageId}`)).text).toContain('Waited on the phone');
    phone = again;
  });

  test('deleted: asks for the words; messages stay as nobody’s and open with their receipts alone', async () => {
    const page = `${YOUNG}/me/delete`;
    expect((await phone.post(page, { threeWords: 'otter lantern plum' })).status).toBe(400);
    expect((await phone.post(page, { messages: 'keep', threeWords: THREE_WORDS })).status).toBe(400);
    const gone = await phone.post(page, { messages: 'keep', threeWords: 'otter lantern plum' });
    expect([gone.status, gone.location]).toEqual([303, `${YOUNG}/sign-in/deleted`]);
    expect((await phone.get(`${YOUNG}/me`)).status).toBe(303);
    const back = { nickname: 'Robin R', threeWords: 'otter lantern plum' };
    expect((await phone.post(`${YOUNG}/sign-in`, back)).status).toBe(400);
    const { personId } = robin.person;
    const left = Object.entries(await rowOf(personId)).filter(([, value]) => value !== null);
    expect(left.map(([name]) => name).sort()).toEqual(
      [
        'authority_id',
        'created_at',
        'deleted_at',
        'person_id',
        'reference',
        'reset_told',
        'worker_id',
      ].sort(),
    );
    const wraps = world.db.selectFrom('record_keys').select('record_id').where('reader_id', '=', personId);
    expect(await wraps.execute()).toEqual([]);
    const owned = world.db.selectFrom('messages').select('message_id').where('person_id', '=', personId);
    expect(await owned.execute()).toEqual([]);
    const thread = await makeClient(server.origin).post(`${YOUNG}/say/receipt`, { opener: own.opener });
    expect(thread.text).toContain('The bus comes too late for me');
    expect((await worker.get('/manchester/desk/young-people')).text).not.toContain(personId);
  });

  test('deleted with their messages: those are gone too', async () => {
    const one = await youngClient(server.origin, world, wren);
    const sent = await sealedAs(world, wren.person, 'To be taken back');
    expect((await postSealed(server.origin, one, sent.body)).status).toBe(201);
    const gone = await one.post(`${YOUNG}/me/delete`, { messages: 'withdraw', threeWords: THREE_WORDS });
    expect(gone.location).toBe(`${YOUNG}/sign-in/deleted`);
    expect(await storedMessages()).not.toContain(sent.messageId);
  });
});

test('every page for the young: nobody is sent to sign in, a session of another authority finds nothing', async () => {
  const far = await youngClient(
    server.origin,
    world,
    await aYoungPerson(world, { ...otherWorker, authorityId: 'warrington' }, 'From Afar'),
  );
  const pages = routeTable().filter(({ policy }) => policy === 'young');
  expect(pages.length).toBeGreaterThan(5);
  for (const { route, what } of pages) {
    const path = route
      .replace('[authority=authority]', 'manchester')
      .replace('[lang=language]', 'en')
      .replace('[id=name]', newId());
    const ask = (client: Client) =>
      what === 'POST' || what.startsWith('action') ? client.post(path, {}) : client.get(path);
    expect(`${route} ${(await ask(far)).status}`).toBe(`${route} 404`);
    const nobody = await ask(makeClient(server.origin));
    const next = `${YOUNG}/sign-in?next=${encodeURIComponent(path)}`;
    expect([route, nobody.status, nobody.location]).toEqual([route, 303, next]);
  }
});
