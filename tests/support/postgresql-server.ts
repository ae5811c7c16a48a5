import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningPostgresql {
  /** A connection string for a database of this server; it need not exist yet. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server of our own, in a folder that goes when it stops. */
export async function startPostgresql(): Promise<RunningPostgresql> {
  const child = spawn(process.execPath, ['tests/support/postgresql-process.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await Promise.race([
    once(child.stdout, 'data').then(([chunk]) => String(chunk).trim()),
    once(child, 'exit').then(() => {
      throw new Error('PostgreSQL did not start.');
    }),
  ]);
  return {
    urlOf: (database) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
