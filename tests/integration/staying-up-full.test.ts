import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { endure, OPERATOR } from '../support/endure.ts';
import { startServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

/** A small disk of our own, where this may be had. */
function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-small-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'said-and-done-test', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

function fillUp(file: string): void {
  writeFileSync(file, '');
  for (const size of [1_048_576, 4_096, 1]) {
    const chunk = Buffer.alloc(size, 'x');
    try {
      for (;;) appendFileSync(file, chunk);
    } catch (fault) {
      expect(fault).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

const readable = ['/manchester/en', '/manchester/ar/promise', '/healthz', '/manchester/en/say'];
const smallDisk = kind === 'sqlite' ? mountSmallDisk() : null;

if (smallDisk)
  test('a disk that is really full', async () => {
    const file = join(smallDisk, 'said-and-done.sqlite');
    await sql`vacuum into ${file}`.execute(world.db);
    const { db, close } = openSqlite(file);
    const server = await startServer({ DATA_DIR: smallDisk, DATABASE_URL: '' }, { OPERATOR_TOKEN: OPERATOR });
    try {
      await endure(
        server,
        { db, auditKey: world.auditKey, database: { kind } },
        {
          async begin() {
            // Else there is room left in the write-ahead log.
            await sql`pragma wal_checkpoint(truncate)`.execute(db);
            fillUp(join(smallDisk, 'filling'));
          },
          end: () => rmSync(join(smallDisk, 'filling')),
          readable,
          notReady: ['durable write', 'disk'],
        },
      );
    } finally {
      await server.stop();
      await close();
      spawnSync('umount', [smallDisk]);
      rmSync(smallDisk, { recursive: true });
    }
  });

if (kind === 'sqlite')
  test('a database file that may not grow', async () => {
    const { environment } = world.database;
    const marker = join(environment.DATA_DIR, 'full');
    const preload = pathToFileURL('tests/support/faults/full-pages.ts').href;
    const server = await startServer(environment, {
      OPERATOR_TOKEN: OPERATOR,
      FAULT_FILE: marker,
      NODE_OPTIONS: `--import=${preload}`,
    });
    try {
      await endure(server, world, {
        begin: () => writeFileSync(marker, ''),
        end: () => rmSync(marker),
        readable,
        // Changing a row that is there needs no room: only messages are kept out.
        notReady: [],
      });
    } finally {
      await server.stop();
    }
  });
else
  test('a PostgreSQL that has no room for the last of a message’s rows', async () => {
    const server = await startServer(world.database.environment, { OPERATOR_TOKEN: OPERATOR });
    try {
      await sql`create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(world.db);
      await endure(server, world, {
        async begin() {
          await sql`create trigger no_room before insert on audit_entries
            for each row execute function no_room()`.execute(world.db);
        },
        async end() {
          await sql`drop trigger no_room on audit_entries`.execute(world.db);
        },
        readable,
        notReady: [],
      });
    } finally {
      await server.stop();
    }
  });
