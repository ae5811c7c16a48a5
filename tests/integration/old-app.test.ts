import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SealedMessage } from '../../src/lib/voice/seal-message.ts';
import { ask, json } from '../support/ask.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(async () => {
  await server?.stop();
});

/** The fields that the first app sent which sealed on the phone, by name: it may be on phones for 90 days and more. */
function asFirstApp(body: string): string {
  const { key, message, about, mood, answer } = JSON.parse(body) as Record<string, string> & {
    message: SealedMessage;
  };
  const { messageId, keys, verifier, sealed } = message;
  return JSON.stringify({ key, message: { messageId, keys, verifier, sealed }, about, mood, answer });
}

test('what an app sends that was installed long ago is taken in, once, with the same answer', async () => {
  const { body } = await sealedOnPhone(world.db, 'manchester', 'From an old phone.');
  const old = asFirstApp(body);
  expect(old).not.toContain('pieces');
  const first = await ask(server.origin, '/manchester/en/say/sealed', json(old));
  const again = await ask(server.origin, '/manchester/en/say/sealed', json(old));
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.text).toBe(first.text);
  const told = JSON.parse(first.text) as Record<string, string>;
  expect(Object.keys(told).sort()).toEqual(['at', 'due', 'hash', 'receivedAt']);
  expect(await world.db.selectFrom('messages').select('message_id').execute()).toHaveLength(1);
});
