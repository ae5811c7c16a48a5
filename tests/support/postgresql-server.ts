import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';

export interface RunningPostgresql {
  /** A connection string for a database of this server; it need not exist yet. */
  urlOf(database: string): string;
  /** Stops the server and keeps its data. */
  halt(): Promise<void>;
  /** Starts it again, where it was. */
  resume(): Promise<void>;
  /** Kills one of its processes that serves a database, if it is there: the server ends all others and recovers. */
  crash(): Promise<void>;
  /** Stops all its processes where they are, as a machine that hangs does. @returns what lets them go on. */
  freeze(): Promise<() => void>;
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
  const tell = async (wanted: string) => {
    const done = once(child.stdout, 'data');
    child.stdin.write(`${wanted}\n`);
    await done;
  };
  const urlOf = (database: string) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;
  /** The process that began it all, and those of its children that the condition names. */
  const pidsOf = async (condition: string): Promise<number[]> => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ first: string; others: number[] }>(
      `select pg_read_file('postmaster.pid') as first,
        (select array_agg(pid order by state) from pg_stat_activity where ${condition}) as others`,
    );
    await client.end();
    return [Number.parseInt(rows[0]!.first), ...(rows[0]!.others ?? [])];
  };
  return {
    async freeze() {
      const pids = await pidsOf('pid <> pg_backend_pid()');
      const signal = (name: 'SIGSTOP' | 'SIGCONT') => pids.forEach((pid) => process.kill(pid, name));
      signal('SIGSTOP');
      return () => signal('SIGCONT');
    },
    async crash() {
      const [, one] = await pidsOf(`datname is not null and pid <> pg_backend_pid()`).catch(() => []);
      if (one) process.kill(one, 'SIGKILL');
    },
    halt: () => tell('halt'),
    resume: () => tell('resume'),
    urlOf,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
