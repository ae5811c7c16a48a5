import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { findSessionPerson, startSession } from '../../src/lib/identity/sessions.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { takeInOne } from '../../src/lib/voice/arrivals.server.ts';
import { inWords, sealMessage } from '../../src/lib/voice/seal-message.ts';
import { aSendKey, makeWorld } from '../support/world.ts';
import { findAwaitingScreening } from '../support/queues.ts';

const world = makeWorld();
const HOUR = 3_600_000;
const TWO_DAYS = 48;
const later = (hours: number) => new Date(world.clock().getTime() + hours * HOUR);

/** Sends a message from a phone whose clock is so many hours wrong: its id is what carries the phone's time. */
async function sendFrom(hoursWrong: number, authorityId: string, at = world.clock()): Promise<string> {
  const stretched = { key: new Uint8Array(randomBytes(32)), verifier: new Uint8Array(randomBytes(32)) };
  const to = { authorityId, ...(await findActiveKey(world.db, authorityId)) };
  const messageId = newId(later(hoursWrong));
  const { message } = await sealMessage(to, messageId, inWords('Some words'), stretched);
  const about = {
    lang: 'en' as const,
    themeId: null,
    commitmentId: null,
    entitlementId: null,
    mood: null,
    wantsAnswer: true,
  };
  const arrival = { ...message, authorityId, about, sendKey: aSendKey(), payload: messageId, danger: null };
  const taken = await takeInOne({ ...world, clock: () => at }, arrival);
  expect(taken).toEqual({ messageId, receivedAt: at.toISOString() });
  return messageId;
}

async function receivedIds(authorityId: string): Promise<string[]> {
  const entries = await world.db
    .selectFrom('audit_entries')
    .select('object')
    .where('authority_id', '=', authorityId)
    .where('action', '=', 'message.received')
    .orderBy('seq')
    .execute();
  return entries.map(({ object }) => object);
}

test('a phone two days ahead or behind is heard, in the order in which its messages came', async () => {
  const sent: string[] = [];
  for (const hours of [TWO_DAYS, -TWO_DAYS, 0, -TWO_DAYS, TWO_DAYS]) {
    sent.push(await sendFrom(hours, 'manchester'));
    world.pass(1);
  }
  // The ids alone would say otherwise.
  expect([...sent].sort()).not.toEqual(sent);
  const waiting = await findAwaitingScreening(world.db, 'manchester');
  // Newest first.
  expect(waiting.map(({ messageId }) => messageId)).toEqual(sent.toReversed());
  expect(await receivedIds('manchester')).toEqual(sent);
});

test('where our own clock jumps back the record goes on in order, and verifies', async () => {
  const sent: string[] = [];
  for (const hours of [0, -TWO_DAYS, -1, TWO_DAYS, 0])
    sent.push(await sendFrom(0, 'warrington', later(hours)));
  expect(await receivedIds('warrington')).toEqual(sent);
  expect(await findBreak(world.db, world.auditKey, 'warrington')).toBeNull();
});

test('a session outlives a jump back, and not its own end', async () => {
  const person = world.staff.editor;
  const began = world.clock();
  const token = await startSession(world.db, person, began);
  expect((await findSessionPerson(world.db, token, later(-2)))?.personId).toBe(person.personId);
  expect((await findSessionPerson(world.db, token, began))?.personId).toBe(person.personId);
  expect(await findSessionPerson(world.db, token, later(TWO_DAYS))).toBeNull();
});
