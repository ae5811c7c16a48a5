import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent } from 'node:http';
import { expect, test } from 'vitest';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { sealedBody } from '../bench/messages.ts';
import { lockMessages } from '../support/lock.ts';
import { startOwnPostgresql } from '../support/own-postgresql.ts';
import { ask, openSocket, type Asked, type Plain } from '../support/plain-http.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { halves } from '../support/stored.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Outcome {
  answer: Plain | null;
  /** Why there was no answer. */
  fault: string;
  began: number;
  at: number;
}

/** Somebody who goes on asking on one open connection until the server takes no more. */
async function goesOn(origin: string, path: string, nextAsked: () => Asked | undefined): Promise<Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes: Outcome[] = [];
  for (let asked = nextAsked(); asked; asked = nextAsked()) {
    const began = performance.now();
    const answer = await ask(origin, path, { ...asked, agent }).catch(
      (fault: NodeJS.ErrnoException) => fault,
    );
    const failed = answer instanceof Error;
    outcomes.push({
      answer: failed ? null : answer,
      fault: failed ? (answer.code ?? answer.message) : '',
      began,
      at: performance.now(),
    });
    if (failed) break;
    await pause(5);
  }
  agent.destroy();
  return outcomes;
}

/** Tells a server to stop. @returns how it ended, and after how many milliseconds. */
async function ending({ child }: RunningServer): Promise<{ code: number | null; took: number }> {
  const began = performance.now();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, took: performance.now() - began };
}

test('told to stop while many send and read: everybody is answered, and everything acknowledged is there', async () => {
  const { environment } = world.database;
  const server = await startServer({ ...environment, LIMIT_FACTOR: '1000' });
  const headers = { origin: server.origin, 'content-type': 'application/json' };
  const bodies: string[] = [];
  while (bodies.length < 1_500)
    bodies.push(await sealedBody(world.db, `Made-up words, number ${bodies.length}`));
  const sealed = '/manchester/en/say/sealed';
  const acknowledged: string[] = [];
  let next = 0;
  const sender = async () => {
    const own: string[] = [];
    const outcomes = await goesOn(server.origin, sealed, () => {
      const body = bodies[next++];
      if (body) own.push(body);
      return body ? { method: 'POST', body, headers } : undefined;
    });
    outcomes.forEach(({ answer }, place) => answer?.status === 201 && acknowledged.push(own[place]!));
    return outcomes;
  };
  const reader = (path: string) => goesOn(server.origin, path, () => ({}));
  // Somebody who watches, on a connection that is open before.
  const watching = new Agent({ keepAlive: true, maxSockets: 1 });
  const ready = () => ask(server.origin, '/readyz', { agent: watching });
  const crowd = Promise.all([
    ...Array.from({ length: 6 }, sender),
    ...['/manchester/en', '/manchester/en/promise', '/manchester/en/say', '/manchester/ar/help'].map(reader),
  ]);
  await pause(1_000);
  await ready();
  const letGo = await lockMessages(world.database);
  await pause(300);
  const stoppedAt = performance.now();
  const ended = ending(server);
  await pause(100);
  const notReady = await ready().finally(() => watching.destroy());
  await pause(1_500);
  await letGo();
  // The last to leave folds the write-ahead log in.
  if (kind === 'sqlite') await world.database.close();
  const { code, took } = await ended;
  const outcomes = (await crowd).flat();

  expect([code, took < 10_000]).toEqual([0, true]);
  expect([notReady.status, notReady.headers.get('connection')]).toEqual([503, ['close']]);
  // Whoever knocks while the door closes may find it closed, or their connection gone before anything was read.
  const closed = ({ fault, began }: Outcome) =>
    fault === 'ECONNREFUSED' || (fault === 'ECONNRESET' && began > stoppedAt);
  expect(outcomes.filter((one) => one.fault !== '' && !closed(one))).toEqual([]);
  const statuses = new Set(outcomes.map(({ answer }) => answer?.status ?? 0));
  expect([...statuses].filter((status) => ![0, 200, 201].includes(status))).toEqual([]);
  const late = outcomes.filter(({ answer, at }) => answer && at > stoppedAt + 1_000);
  expect(late.some(({ answer }) => answer?.status === 201)).toBe(true);

  if (kind === 'sqlite') expect(existsSync(`${environment.DATA_DIR}/said-and-done.sqlite-wal`)).toBe(false);
  const { db, close } =
    kind === 'sqlite'
      ? openSqlite(`${environment.DATA_DIR}/said-and-done.sqlite`)
      : await openPostgresql(environment.DATABASE_URL);
  const stored = (await db.selectFrom('messages').select('idem_hash').execute()).map((row) => row.idem_hash);
  const keys = acknowledged.map((body) => hashSendKey((JSON.parse(body) as { key: string }).key));
  // How many a busy machine takes is its own affair: that there were some is what makes this a test.
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => !stored.includes(key))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);
  expect(await halves({ db, auditKey: world.auditKey, database: { kind } })).toEqual([]);
  await close();
});

test('told to stop with a request half-sent and nothing else to do: it ends all the same', async () => {
  const server = await startServer(world.database.environment);
  const idle = new Agent({ keepAlive: true });
  await ask(server.origin, '/healthz', { agent: idle });
  const socket = await openSocket(server.origin);
  socket.on('error', () => undefined).write('POST /manchester/en/say HTTP/1.1\r\nHost: x\r\nContent-Le');
  await pause(200);
  const { code, took } = await ending(server);
  idle.destroy();
  socket.destroy();
  expect([code, took < 10_000]).toEqual([0, true]);
});

if (kind === 'postgresql')
  test('told to stop while PostgreSQL hangs: it ends all the same', async () => {
    const postgresql = await startOwnPostgresql();
    const server = await startServer(postgresql.environment);
    const body = await sealedBody(postgresql.kept.db, 'Never stored');
    const letGo = await postgresql.freeze();
    const headers = { origin: server.origin, 'content-type': 'application/json' };
    const asked = { method: 'POST', body, headers };
    // Answered 503 or cut off, but never acknowledged.
    const sent = ask(server.origin, '/manchester/en/say/sealed', asked).then(
      ({ status }) => status,
      () => 503,
    );
    await pause(500);
    const { took } = await ending(server);
    letGo();
    expect(await sent).toBe(503);
    expect(took).toBeLessThan(12_000);
    await postgresql.stop();
  });
