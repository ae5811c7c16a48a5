/** Asking for pages of the desk as those who work there do, and what the same bytes cost from a bare server. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESSION_COOKIE } from '../../src/lib/identity/sessions.server.ts';
import { atEnd } from './at-end.ts';

/** Who ask at once. */
export const MODERATORS = 8;
const REQUESTS = 50;
/** Somebody reads what came before asking for the next: this long, at the quickest. */
export const READING_MS = 250;

/** The most memory a process has had at once, in MB, as Linux counts it. */
export function peakMemory(pid: number): number {
  const [, kilo = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilo) / 1_000;
}

export interface Answered {
  ms: number;
  status: number;
  body: string;
}

/** Asks as a browser of somebody signed in does. */
export function ask(
  url: string,
  cookie: string,
  agent: Agent,
  form?: Record<string, string>,
): Promise<Answered> {
  const began = performance.now();
  const { origin } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      {
        agent,
        method: form ? 'POST' : 'GET',
        headers: {
          cookie: `${SESSION_COOKIE}=${cookie}`,
          // As a browser does, or the framework answers a form with JSON.
          accept: 'text/html',
          ...(form ? { origin, 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            ms: performance.now() - began,
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(form ? new URLSearchParams(form).toString() : undefined);
  });
}

/** Moderators at once, each asking for one page after the other. @param pause how long each reads between two. */
export async function timesOf(
  origin: string,
  cookies: readonly string[],
  paths: readonly string[],
  pause: number,
): Promise<{ p50: number; p95: number; worst: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: cookies.length });
  const times: number[] = [];
  await Promise.all(
    cookies.map(async (cookie, moderator) => {
      await new Promise((resolve) => setTimeout(resolve, (pause / cookies.length) * moderator));
      for (let turn = 0; turn < REQUESTS; turn += 1) {
        const path = paths[(turn * MODERATORS + moderator) % paths.length]!;
        const { ms, status } = await ask(origin + path, cookie, agent);
        if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
        times.push(ms);
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }),
  );
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), worst: times.at(-1)! };
}

/** The same pages from a bare `node:http` server, in a process of its own: what the way there and back alone costs. */
export async function floorOf(origin: string, cookie: string, path: string): Promise<number> {
  const agent = new Agent();
  const { body } = await ask(origin + path, cookie, agent);
  agent.destroy();
  const file = join(tmpdir(), `said-and-done-floor-${process.pid}.json`);
  const forget = atEnd(() => rmSync(file, { force: true }));
  writeFileSync(
    file,
    JSON.stringify({ headers: ['content-type', 'text/html'], body: Buffer.from(body).toString('base64') }),
  );
  const child = spawn(process.execPath, ['tests/bench/floor.ts', `@${file}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const undo = atEnd(() => child.kill('SIGKILL'));
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  const { p95 } = await timesOf(
    `http://127.0.0.1:${port}`,
    Array<string>(MODERATORS).fill(''),
    ['/'],
    READING_MS,
  );
  undo();
  forget();
  return p95;
}
