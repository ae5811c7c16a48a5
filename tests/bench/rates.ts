import { spawn } from 'node:child_process';
import autocannon from 'autocannon';

const SECONDS = 6;
const CONNECTIONS = 32;

/** Requests a second that a page of `origin` is answered with. @throws Error when any answer is not a 2xx. */
async function rateOf(url: string): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} not 2xx, ${result.errors} errors.`);
  return result.requests.average;
}

/** A bare `node:http` server that sends as many bytes, in a process of its own. */
async function floorRate(bytes: number): Promise<number> {
  const child = spawn(process.execPath, ['tests/bench/floor.ts', String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  try {
    return await rateOf(`http://127.0.0.1:${port}/`);
  } finally {
    child.kill();
  }
}

export interface Rate {
  path: string;
  bytes: number;
  ours: number;
  floor: number;
}

/** Our rate for a page beside the floor's for the same bytes, in the same run. */
export async function measureRate(origin: string, path: string): Promise<Rate> {
  const bytes = Buffer.byteLength(await (await fetch(origin + path)).text());
  const ours = await rateOf(origin + path);
  return { path, bytes, ours, floor: await floorRate(bytes) };
}
