import { spawn } from 'node:child_process';
import { request } from 'node:http';
import autocannon from 'autocannon';

const SECONDS = 6;
const CONNECTIONS = 32;
const AS_BROWSERS = { 'accept-encoding': 'gzip, deflate, br' };

/** What Node adds by itself to every answer. */
const ADDED = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

interface Answer {
  headers: string[];
  body: Buffer;
}

/** Requests a second that a page is answered with. @throws Error when any answer is not a 2xx. */
async function rateOf(url: string): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: AS_BROWSERS,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} not 2xx, ${result.errors} errors.`);
  return result.requests.average;
}

/** One answer as it comes over the wire, still compressed. */
async function answerOf(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { headers: AS_BROWSERS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const headers = response.rawHeaders.flatMap((name, place, all) =>
          place % 2 === 0 && !ADDED.has(name.toLowerCase()) ? [name, all[place + 1] ?? ''] : [],
        );
        resolve({ headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** A bare `node:http` server that sends the same bytes, in a process of its own. */
async function floorRate({ headers, body }: Answer): Promise<number> {
  const answer = JSON.stringify({ headers, body: body.toString('base64') });
  const child = spawn(process.execPath, ['tests/bench/floor.ts', answer], {
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

/** Our rate for a page beside the floor's for the same bytes, in the same run; ours twice, around the floor's. */
export async function measureRate(origin: string, path: string): Promise<Rate> {
  await answerOf(origin + path);
  const answer = await answerOf(origin + path);
  const before = await rateOf(origin + path);
  const floor = await floorRate(answer);
  const after = await rateOf(origin + path);
  return { path, bytes: answer.body.length, ours: (before + after) / 2, floor };
}
