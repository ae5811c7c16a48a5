import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealedBody } from '../bench/messages.ts';
import { endure, OPERATOR } from '../support/endure.ts';
import { startOwnPostgresql, type OwnPostgresql } from '../support/own-postgresql.ts';
import { ask } from '../support/plain-http.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { countMessages, halves } from '../support/stored.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

/** What is in memory, and what needs no database. */
const memory = ['/manchester/en', '/manchester/ar/promise', '/healthz'];

function onSqlite(): void {
  const world = makeWorld();
  const readable = [...memory, '/manchester/en/say'];
  const lives = async (
    more: Record<string, string>,
    faultOf: (server: RunningServer) => [() => void, () => void],
  ) => {
    const server = await startServer(world.database.environment, { OPERATOR_TOKEN: OPERATOR, ...more });
    const [begin, end] = faultOf(server);
    try {
      await endure(server, world, { begin, end, readable, notReady: ['durable write'] });
    } finally {
      await server.stop();
    }
  };

  test('a sync that fails: what is not safely on the disk is not acknowledged', async () => {
    const marker = join(world.database.environment.DATA_DIR, 'failing');
    const preload = pathToFileURL('tests/support/faults/failed-sync.ts').href;
    await lives({ FAULT_FILE: marker, NODE_OPTIONS: `--import=${preload}` }, () => [
      () => writeFileSync(marker, ''),
      () => rmSync(marker),
    ]);
  });

  if (process.platform === 'linux')
    test('a write that the system really refuses', async () => {
      await lives({}, ({ child }) => {
        const mostBytes = (bytes: string) => {
          const { status } = spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]);
          expect(status).toBe(0);
        };
        return [() => mostBytes('1'), () => mostBytes('unlimited')];
      });
    });
}

function onPostgresql(): void {
  let postgresql: OwnPostgresql;
  let server: RunningServer;
  beforeAll(async () => {
    postgresql = await startOwnPostgresql();
    server = await startServer(postgresql.environment, { OPERATOR_TOKEN: OPERATOR, LIMIT_FACTOR: '100' });
  });
  afterAll(async () => {
    await server?.stop();
    await postgresql?.stop();
  });
  const lives = (begin: () => Promise<void>, end: () => Promise<void> | void) =>
    endure(server, postgresql.kept, { begin, end, readable: memory, notReady: ['durable write'] });

  test('a PostgreSQL that is stopped and started again', async () => {
    await lives(postgresql.halt, postgresql.resume);
  });

  test('a PostgreSQL that hangs', async () => {
    let letGo: (() => void) | undefined;
    await lives(
      async () => {
        letGo = await postgresql.freeze();
      },
      () => letGo?.(),
    );
  });

  test('a PostgreSQL that crashes again and again while messages come in', async () => {
    const { kept } = postgresql;
    const bodies: string[] = [];
    while (bodies.length < 600)
      bodies.push(await sealedBody(kept.db, `Made-up words, number ${bodies.length}`));
    const headers = { origin: server.origin, 'content-type': 'application/json' };
    const got = new Map<string, number[]>(bodies.map((body) => [body, []]));
    const seal = async (body: string) => {
      const asked = { method: 'POST', body, headers };
      const { status } = await ask(server.origin, '/manchester/en/say/sealed', asked);
      got.get(body)!.push(status);
    };
    const before = await countMessages(kept);
    const marks = [100, 250, 400];
    let next = 0;
    const sender = async () => {
      for (let body = bodies[next++]; body; body = bodies[next++]) {
        await seal(body);
        if (next < (marks[0] ?? Infinity)) continue;
        marks.shift();
        await postgresql.crash();
      }
    };
    await Promise.all(Array.from({ length: 24 }, sender));
    const untaken = () => bodies.filter((body) => got.get(body)!.at(-1) !== 201);
    for (let round = 0; round < 20 && untaken().length > 0; round += 1) {
      await Promise.all(untaken().map(seal));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(untaken()).toEqual([]);
    expect(new Set([...got.values()].flat())).toEqual(new Set([201, 503]));
    expect(await countMessages(kept)).toBe(before + bodies.length);
    expect(await halves(kept)).toEqual([]);
    expect(server.child.exitCode).toBeNull();
  });
}

if (kind === 'sqlite') onSqlite();
else onPostgresql();
