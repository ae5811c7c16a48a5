import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { addStaff as addCastStaff, type DemoPerson } from '../../src/commands/demo-people.ts';
import { readCast } from '../../src/commands/cast-file.ts';
import type { CastIds } from '../../src/commands/play-cast.ts';
import { loadContent } from '../../src/commands/load-content.ts';
import { SESSION_COOKIE, startSession } from '../../src/lib/identity/sessions.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { findEveryone } from '../../src/lib/identity/people.queries.server.ts';
import { openPostgresql, openSqlite, type OpenDatabase } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';

/**
 * A built app of the worker's own, with the three authorities and made-up staff: on SQLite, or with
 * `TEST_DATABASE=postgresql` on a PostgreSQL server of its own.
 */
export interface Theatre {
  server: RunningServer;
  database: OpenDatabase;
  people: DemoPerson[];
  /** The staff's ids by their key in the story. */
  ids: CastIds;
  /** Signs a browser in as the first of a role, without the sign-in page. */
  signIn(context: BrowserContext, role: Role, nth?: number): Promise<void>;
  /** Closes every message that earlier journeys left at the desk. */
  emptyDesk(): Promise<void>;
}

async function openTheatre(): Promise<Theatre & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-journey-'));
  const postgresql = process.env.TEST_DATABASE === 'postgresql' ? await startPostgresql() : null;
  const url = postgresql?.urlOf('postgres') ?? '';
  const database = url ? await openPostgresql(url) : openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(database.db);
  await loadContent(database.db, testRing, () => new Date());
  const { ids, people } = await addCastStaff(
    database.db,
    testRing,
    'manchester',
    (await readCast('manchester')).staff,
  );
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: url });
  return {
    server,
    database,
    people,
    ids,
    async signIn(context, role, nth = 0) {
      const everyone = await findEveryone(database.db, 'manchester');
      const person = everyone.filter((one) => one.roles.includes(role))[nth];
      if (!person) throw new Error(`Nobody is ${role}.`);
      const value = await startSession(database.db, person, new Date());
      await context.addCookies([
        {
          name: SESSION_COOKIE,
          value,
          url: server.origin.replace('http:', 'https:'),
          httpOnly: true,
          secure: true,
          sameSite: 'Strict',
        },
      ]);
    },
    async emptyDesk() {
      const done = { stage: 'closed', reply_waiting: 0, wants_person: 0, awaiting_since: null };
      await database.db.updateTable('messages').set(done).execute();
      await database.db
        .updateTable('thread_entries')
        .set({ detail: 'passed' })
        .where('detail', '=', 'awaiting')
        .execute();
    },
    async close() {
      await server.stop();
      await database.close();
      await postgresql?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Faults a page may not have: errors in its console (a policy violation is one), or something thrown. */
export function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (line) => {
    // Chromium reports a form answered with 400, which is how a refused form is told: not a fault of the page.
    if (line.text().endsWith('400 (Bad Request)')) return;
    if (line.type() === 'error' || line.type() === 'warning') faults.push(line.text());
  });
  page.on('pageerror', (fault) => faults.push(fault.message));
  return faults;
}

export const test = base.extend<{ faults: string[] }, { theatre: Theatre }>({
  theatre: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const theatre = await openTheatre();
      await use(theatre);
      await theatre.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ theatre }, use) => use(theatre.server.origin),
  faults: [
    async ({ page }, use) => {
      const faults = watchForFaults(page);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
