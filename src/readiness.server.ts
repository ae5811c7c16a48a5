import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { findRecentDeeds, headFits } from '$lib/audit/audit.server.ts';
import { findAuthorities } from '$lib/authorities/authorities.queries.server.ts';
import { unknownMigrations, waitingMigrations } from '$lib/platform/migrate.server.ts';
import { findActiveKey, openPrivateKey } from '$lib/sealing/authority-keys.server.ts';
import { bridge } from './bridge.ts';
import type { Services } from './services.server.ts';

const DISK_AT_LEAST = 500_000_000;
const DISK_SHARE_AT_LEAST = 0.1;
/** A clock this far behind the newest audit entry is wrong. */
const CLOCK_SLACK_MS = 120_000;

type Check = (services: Services) => Promise<boolean>;

/** Every check there is; each says yes or no, and one that fails to run is a no. */
const checks: Record<string, Check> = {
  running: async () => !bridge().stopping,

  /** A write that is on the disk when it returns, like a message's. */
  'durable write': async ({ db, clock }) => {
    const row = { key: 'readyz', points: 0, expire: clock().getTime() };
    await db
      .insertInto('limits')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
    return true;
  },

  /** better-sqlite3 forgets it each time a file is opened; PostgreSQL can be reconfigured while it runs. */
  synchronous: async ({ db, kind }) => {
    if (kind === 'sqlite') {
      const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
      return rows[0]?.synchronous === 2;
    }
    const { rows } = await sql<{ off: number | string }>`select count(*) as off from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'`.execute(db);
    return Number(rows[0]?.off) === 0;
  },

  /** PostgreSQL's own disk is its operator's to watch. */
  disk: async ({ kind, environment }) => {
    if (kind !== 'sqlite') return true;
    const { bavail, blocks, bsize } = await statfs(environment.dataDir);
    return bavail * bsize >= DISK_AT_LEAST && bavail / blocks >= DISK_SHARE_AT_LEAST;
  },

  schema: async ({ db }) =>
    (await waitingMigrations(db)).length === 0 && (await unknownMigrations(db)).length === 0,

  keys: async ({ db, ring }) => {
    for (const { authorityId } of await findAuthorities(db)) {
      const { kid } = await findActiveKey(db, authorityId);
      await openPrivateKey(db, ring, authorityId, kid);
    }
    return true;
  },

  audit: async ({ db, auditKey }) => {
    const authorities = await findAuthorities(db);
    const fits = await Promise.all(authorities.map(({ authorityId }) => headFits(db, auditKey, authorityId)));
    return fits.every(Boolean);
  },

  clock: async ({ db, clock }) => {
    for (const { authorityId } of await findAuthorities(db)) {
      const [last] = await findRecentDeeds(db, authorityId, 1);
      if (last && Date.parse(last.at) > clock().getTime() + CLOCK_SLACK_MS) return false;
    }
    return true;
  },
};

export interface Readiness {
  ready: boolean;
  checks: Record<string, boolean>;
}

/** A check that has not said yes by then says no: who watches must not be kept waiting by what they watch for. */
const CHECK_PATIENCE_MS = 2_000;

async function look(services: Services): Promise<Readiness> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), CHECK_PATIENCE_MS));
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const checked = check(services).catch(() => false);
      return [name, await Promise.race([checked, late])] as const;
    }),
  );
  return { ready: results.every(([, yes]) => yes), checks: Object.fromEntries(results) };
}

/** However often it is asked, it looks at most this often; and at once when it has been told to stop. */
const FRESH_MS = 1_000;
let last: { at: number; stopping: boolean; readiness: Promise<Readiness> } | null = null;

/** Whether this process can take messages in and keep them. */
export function readiness(services: Services): Promise<Readiness> {
  const now = Date.now();
  const { stopping } = bridge();
  if (!last || now - last.at > FRESH_MS || last.stopping !== stopping)
    last = { at: now, stopping, readiness: look(services) };
  return last.readiness;
}
