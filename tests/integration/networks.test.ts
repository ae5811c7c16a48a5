import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptFromBytes, showReceipt } from '../../src/lib/voice/receipt.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  process.env.ADDRESS_HEADER = 'X-Forwarded-For';
  server = await startServer(world.database.environment);
  delete process.env.ADDRESS_HEADER;
}, 120_000);

afterAll(() => server?.stop());

/** Tries a receipt that there is not, as a proxy hands it on. @returns the status. */
async function tryReceipt(forwardedFor: string): Promise<number> {
  const receipt = showReceipt(receiptFromBytes(randomBytes(9))).digits.join(' ');
  const { status } = await fetch(`${server.origin}/manchester/en/say/receipt`, {
    method: 'POST',
    headers: { accept: 'text/html', origin: server.origin, 'x-forwarded-for': forwardedFor },
    body: new URLSearchParams({ receipt }),
  });
  return status;
}

test('behind a proxy a network is what the proxy wrote last: forging helps nobody and hurts nobody', async () => {
  for (let place = 0; place < 30; place += 1)
    expect(await tryReceipt(`198.51.${place}.1, 203.0.113.7`)).toBe(400);
  expect(await tryReceipt('198.51.100.1, 203.0.113.200')).toBe(429);
  expect(await tryReceipt('203.0.113.7, 192.0.2.1')).toBe(400);
}, 60_000);
