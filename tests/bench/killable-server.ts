import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { testRingFile } from '../support/ring.ts';
import { freePort } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';

/** Thousands of people on one machine: the limits on messages are not what is measured here. */
export const LIMIT_FACTOR = '100000';

const LOOK_MS = 5;
const START_PATIENCE_MS = 30_000;
const LOG_KEPT = 4_000;

export interface KillableServer {
  origin: string;
  launch(): void;
  /** @returns how long it took from its launch until it was ready, in ms. @throws Error when it ends before. */
  untilReady(): Promise<number>;
  /** SIGKILL, at once. @returns whether it was still running. */
  kill(): Promise<boolean>;
  /** The last that it wrote. */
  log(): string;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

const answers = (address: string, agent: Agent) =>
  new Promise<boolean>((resolve) => {
    get(address, { agent }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });

/**
 * The built app as production runs it, always on the same port, to be killed and started again.
 * @param ready what answers 200 when it may be sent to: `/readyz`, or `/healthz` on a disk too small for that.
 * @param ringFolder where the key ring is: beside the data, never on a disk whose power is cut.
 */
export async function killableServer({
  dataFolder,
  ringFolder,
  ready,
  environment = {},
}: {
  dataFolder: string;
  ringFolder: string;
  ready: '/readyz' | '/healthz';
  environment?: Record<string, string>;
}): Promise<KillableServer> {
  const ringFile = join(ringFolder, 'key-ring.json');
  writeFileSync(ringFile, JSON.stringify(testRingFile));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = {
    DATA_DIR: dataFolder,
    DATABASE_URL: '',
    KEY_RING_FILE: ringFile,
    PORT: String(port),
    HOST: '127.0.0.1',
    ORIGIN: origin,
    LIMIT_FACTOR,
  };
  let child: ChildProcess | undefined;
  let launched = 0;
  let log = '';
  const keep = (chunk: Buffer) => (log = (log + chunk.toString()).slice(-LOG_KEPT));
  atEnd(() => child?.kill('SIGKILL'));

  return {
    origin,
    launch() {
      launched = performance.now();
      log = '';
      child = spawn(process.execPath, ['src/server.ts'], {
        env: { ...process.env, ...settings, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
    },
    async untilReady() {
      const agent = new Agent();
      while (child && !hasEnded(child) && performance.now() - launched < START_PATIENCE_MS) {
        if (await answers(origin + ready, agent)) return performance.now() - launched;
        await sleep(LOOK_MS);
      }
      throw new Error(`The server did not start (${child?.exitCode}):\n${log}`);
    },
    async kill() {
      if (!child || hasEnded(child)) return false;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      return true;
    },
    log: () => log,
  };
}
