import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { testRingFile } from './ring.ts';

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface RunningServer {
  origin: string;
  /** Its process, for faults that come from outside. */
  child: ChildProcess;
  /** Everything it wrote to its output and error streams. */
  log(): string;
  stop(): Promise<void>;
}

async function untilServing(origin: string, child: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server stopped:\n${log()}`);
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server did not answer:\n${log()}`);
}

/**
 * Starts the built app as production does, on a database that is ready.
 * @param more of its environment, where a test needs it.
 */
export async function startServer(
  environment: { DATA_DIR: string; DATABASE_URL: string } & Record<string, string>,
  more: Record<string, string> = {},
): Promise<RunningServer> {
  const ringFile = join(environment.DATA_DIR, 'key-ring.json');
  writeFileSync(ringFile, JSON.stringify(testRingFile));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['src/server.ts'], {
    env: {
      ...process.env,
      ...environment,
      KEY_RING_FILE: ringFile,
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: '',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const keep = (chunk: Buffer) => {
    written += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const log = () => written;
  await untilServing(origin, child, log);
  return {
    origin,
    child,
    log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
