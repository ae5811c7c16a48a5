import { createHash } from 'node:crypto';
import { Agent, get } from 'node:http';
import { post } from './messages.ts';
import { percentile } from './nemesis.ts';

/** How many are sending at the same time. */
export const CONNECTIONS = 256;
const READ_EVERY_MS = 50;
const PATIENCE_MS = 120_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long things took, in milliseconds. */
export interface Spread {
  p50: number;
  p95: number;
  p99: number;
  worst: number;
  count: number;
}

export function spreadOf(times: number[]): Spread {
  const sorted = times.sort((one, other) => one - other);
  const at = (share: number) => percentile(sorted, share);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: sorted.at(-1) ?? NaN, count: sorted.length };
}

export interface Burst {
  seconds: number;
  /** From the beginning of a message's first try to its acknowledgement. */
  messages: Spread;
  /** Tries that were not acknowledged, by why: each was made again. */
  again: Map<string, number>;
  /** A page that was read meanwhile. */
  pages: Spread;
}

const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('base64url');

function readPage(address: string, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`${address}: ${answer.statusCode}`)),
      );
    }).on('error', reject);
  });
}

/**
 * Sends every body, as many at once as there are connections, each until the answer carries its own hash; and reads a
 * page every now and then.
 * @param page its address, or null where there is none.
 */
export async function sendBurst(
  origin: string,
  bodies: readonly string[],
  page: string | null,
): Promise<Burst> {
  const times: number[] = [];
  const reads: number[] = [];
  const again = new Map<string, number>();
  const until = performance.now() + PATIENCE_MS;
  let next = 0;
  let over = false;
  const line = async (nth: number): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const from = `127.0.${1 + (nth % 250)}.1`;
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const began = performance.now();
      for (;;) {
        const why = await post(origin, body, agent, from)
          .then(({ status, text }) =>
            status === 201 && (JSON.parse(text) as { hash: string }).hash === sha256(body!)
              ? null
              : String(status),
          )
          .catch((fault: NodeJS.ErrnoException) => fault.code ?? fault.name);
        if (why === null) break;
        again.set(why, (again.get(why) ?? 0) + 1);
        if (performance.now() > until) throw new Error(`Not taken in ${PATIENCE_MS} ms: ${why}`);
        await sleep(50);
      }
      times.push(performance.now() - began);
    }
    agent.destroy();
  };
  const reader = async (address: string): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!over) {
      reads.push(await readPage(address, agent));
      await sleep(READ_EVERY_MS);
    }
    agent.destroy();
  };
  const began = performance.now();
  const reading = page === null ? null : reader(page);
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, nth) => line(nth)));
  const seconds = (performance.now() - began) / 1_000;
  over = true;
  await reading;
  return { seconds, messages: spreadOf(times), again, pages: spreadOf(reads) };
}
