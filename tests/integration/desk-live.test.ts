import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/identity/sessions.server.ts';
import { openLive } from '../../src/lib/platform/live.server.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld, type Staff } from '../support/world.ts';

const world = makeWorld();
const LIVE = '/manchester/desk/live';
let server: RunningServer;
/** Another app process on the same database, where the database is one that several share. */
let other: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  other = kind === 'postgresql' ? await startServer(world.database.environment) : server;
}, 120_000);

afterAll(async () => {
  await server?.stop();
  if (other !== server) await other?.stop();
});

interface Listening {
  status: number;
  /** All that came so far. */
  heard(): string;
  /** Resolves once the stream has ended. */
  ended: Promise<void>;
  hangUp(): void;
}

async function listen(origin: string, client: Client): Promise<Listening> {
  const cookie = `${SESSION_COOKIE}=${client.cookies.get(SESSION_COOKIE)}`;
  const gone = new AbortController();
  const headers = { cookie, accept: 'text/event-stream' };
  const answer = await fetch(origin + LIVE, { headers, signal: gone.signal, redirect: 'manual' });
  let text = '';
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) text += decoder.decode(bytes as Uint8Array);
  };
  const ended = read().catch(() => undefined);
  return { status: answer.status, heard: () => text, ended, hangUp: () => gone.abort() };
}

const as = (role: keyof Staff) => clientOf(server.origin, world.db, world.staff[role]);

async function until(true_: () => boolean, seconds = 5): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (true_()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true_();
}

const rooms = (listening: Listening) =>
  [...listening.heard().matchAll(/^event: changed\ndata: (.*)$/gm)].map(([, room]) => room);

test('each desk hears of its own rooms, on every server, and of nothing else', async () => {
  const [duty, worker, council] = [
    await as('safeguarding-duty'),
    await as('participation-worker'),
    await as('council-member'),
  ];
  const near = await listen(server.origin, duty);
  const far = await listen(other.origin, duty);
  const moderating = await listen(other.origin, worker);
  const releasing = await listen(other.origin, council);
  const all = [near, far, moderating, releasing];
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  // The other server may still be opening its line.
  await new Promise((resolve) => setTimeout(resolve, 500));

  const words = 'A canary that sings to nobody';
  const sent = await receiveMessage(world, 'manchester', aDraft(words), aSendKey());
  await duty.post(`/manchester/desk/screening/${sent.messageId}/pass`, { seen: EVERYTHING_SEEN });
  expect(await until(() => rooms(near).includes('screening') && rooms(far).includes('screening'))).toBe(true);
  expect(await until(() => rooms(moderating).includes('moderation'))).toBe(true);

  const young = await fetch(`${server.origin}/manchester/en/say`, {
    method: 'POST',
    body: new URLSearchParams({ words, key: aSendKey() }),
    headers: { origin: server.origin, accept: 'text/html' },
  });
  expect(young.status).toBe(200);
  expect(await until(() => rooms(far).length >= 2)).toBe(true);

  expect(new Set([...rooms(near), ...rooms(far)])).toEqual(new Set(['screening']));
  expect(new Set(rooms(moderating))).toEqual(new Set(['moderation']));
  expect(rooms(releasing)).toEqual([]);
  for (const listening of all) {
    // Names of rooms, and nothing that is anybody's.
    expect(
      listening
        .heard()
        .replaceAll(/^(event: changed|data: [a-z]+|retry: 3000|: still here)?$/gm, '')
        .trim(),
    ).toBe('');
    listening.hangUp();
  }
});

test('one person may hold eight streams on a server, and has a place again after one ends', async () => {
  const lead = await as('service-lead');
  const open: Listening[] = [];
  for (let times = 0; times < 8; times += 1) open.push(await listen(server.origin, lead));
  expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect((await listen(server.origin, lead)).status).toBe(429);
  open[0]!.hangUp();
  let status = 429;
  for (let tries = 0; status === 429 && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await listen(server.origin, lead);
    ({ status } = again);
    open.push(again);
  }
  expect(status).toBe(200);
  for (const listening of open) listening.hangUp();
});

test('what an open desk asks by itself keeps nobody signed in', async () => {
  const advocate = await as('advocate');
  const { personId } = world.staff.advocate;
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const expiry = async () =>
    (
      await world.db
        .selectFrom('sessions')
        .select('expires_at')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
    ).expires_at;
  const soon = inMinutes(3);
  await world.db
    .updateTable('sessions')
    .set({ expires_at: soon })
    .where('person_id', '=', personId)
    .execute();
  const cookie = `${SESSION_COOKIE}=${advocate.cookies.get(SESSION_COOKIE)}`;
  const byItself = { cookie, 'x-by-itself': '1' };
  expect((await fetch(`${server.origin}/manchester/desk`, { headers: byItself })).status).toBe(200);
  expect(await expiry()).toBe(soon);
});

test('told to stop, a server ends its streams and itself', async () => {
  const own = await startServer(world.database.environment);
  const listening = await listen(own.origin, await as('administrator'));
  const began = performance.now();
  await own.stop();
  await listening.ended;
  expect([own.child.exitCode, performance.now() - began < 5_000]).toEqual([0, true]);
});

if (kind === 'postgresql')
  test('servers hear each other again after the line between them was cut', async () => {
    const url = world.database.environment.DATABASE_URL;
    const [one, two] = [openLive(url), openLive(url)];
    let heard = 0;
    two.hear(() => (heard += 1));
    const told = () =>
      until(() => {
        one.tell({ authorityId: 'manchester', room: 'screening' });
        return heard > 0;
      }, 15);
    expect(await told()).toBe(true);
    const { default: pg } = await import('pg');
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const cut = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and (query like 'listen said%' or query like 'select pg_notify%')`,
    );
    await admin.end();
    expect(cut.rowCount).toBeGreaterThanOrEqual(2);
    heard = 0;
    await new Promise((resolve) => setTimeout(resolve, 500));
    heard = 0;
    expect(await told()).toBe(true);
    await one.close();
    await two.close();
  });
