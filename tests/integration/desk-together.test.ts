import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { draftPoint } from '../../src/lib/moderation/release.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const SCREENING = '/manchester/desk/screening';
const MODERATION = '/manchester/desk/moderation';
let server: RunningServer;
let callum: Client;
let amina: Client;
let zofia: Client;
let yasmin: Client;

async function somebody(displayName: string, role: Role): Promise<Client> {
  const person = {
    personId: newId(),
    authorityId: here,
    username: displayName.toLowerCase(),
    displayName,
    roles: [role],
  };
  await world.db.transaction().execute((trx) => insertPerson(trx, person, new Date()));
  return clientOf(server.origin, world.db, person);
}

beforeAll(async () => {
  server = await startServer(world.database.environment);
  callum = await somebody('Callum', 'safeguarding-duty');
  amina = await somebody('Amina', 'safeguarding-duty');
  zofia = await somebody('Zofia', 'participation-worker');
  yasmin = await somebody('Yasmin', 'participation-worker');
}, 120_000);

afterAll(() => server?.stop());

const duty = () => world.staff['safeguarding-duty'].personId;
const send = async () => {
  world.pass(1);
  return (await receiveMessage(world, here, aDraft('Our bus is late'), aSendKey())).messageId;
};
const toModerate = async () => {
  const messageId = await send();
  await passOn(world, duty(), here, messageId, EVERYTHING_SEEN);
  return messageId;
};
const seenIn = ({ text }: { text: string }) => /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';

describe('two people on duty', () => {
  test('see who reads what; next passes it over; the second to act is shown what the first did', async () => {
    const [older, newer] = [await send(), await send()];
    const opened = await callum.get(`${SCREENING}/${newer}`);
    expect(opened.text).not.toContain('is reading this too');
    const queue = await amina.get(SCREENING);
    expect(queue.text).toContain('Callum is reading this');
    expect(queue.text).toContain('Late by');
    expect((await callum.get(SCREENING)).text).toContain('You are reading this');
    expect((await amina.get(`${SCREENING}/next`)).location).toBe(`${SCREENING}/${older}`);
    expect((await callum.get(`${SCREENING}/next`)).location).toBe(`${SCREENING}/${newer}`);

    const also = await amina.get(`${SCREENING}/${newer}`);
    expect(also.text).toContain('Callum is reading this too');
    const seen = seenIn(opened);
    expect(seenIn(also)).toBe(seen);
    const passed = await callum.post(`${SCREENING}/${newer}/pass`, { seen });
    expect([passed.status, passed.location]).toEqual([303, `${SCREENING}/${older}`]);
    const late = await amina.post(`${SCREENING}/${newer}/pass`, { seen });
    expect(late.status).toBe(409);
    expect(late.text).toContain('It waits for moderation');
    expect(late.text).toMatch(/Callum passed it on/);
    // Whoever is worried may still take it out of the flow, whatever somebody else did first.
    const worry = { seen, what: 'I think this cannot wait', whom: 'Not known', handTo: 'Night team' };
    const held = await amina.post(`${SCREENING}/${newer}/hold`, { ...worry, by: 'hour' });
    expect([held.status, held.location]).toEqual([303, `${SCREENING}/${older}`]);
    const again = await callum.post(`${SCREENING}/${newer}/hold`, { ...worry, by: 'hour' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('I think this cannot wait');

    const last = await callum.post(`${SCREENING}/${older}/pass`, { seen: EVERYTHING_SEEN });
    expect([last.status, last.location]).toEqual([303, SCREENING]);
    expect((await callum.get(SCREENING)).text).toContain('Nothing waits. Well done.');
    expect((await callum.get(`${SCREENING}/next`)).location).toBe(SCREENING);
  });

  test('what sounds like danger is passed on only after one more look', async () => {
    const messageId = await send();
    await world.db.updateTable('messages').set({ danger: 1 }).where('message_id', '=', messageId).execute();
    const { text } = await callum.get(`${SCREENING}/${messageId}`);
    expect([seenIn({ text }), text.includes(`${messageId}/pass?seen=`)]).toEqual(['', true]);
    await passOn(world, duty(), here, messageId, EVERYTHING_SEEN);
  });
});

describe('two who moderate', () => {
  const wording = (text: string) => ({ text, theme: 'respect', commitments: '' });

  test('make a point of one message: the second sees the first one’s point beside their own', async () => {
    const messageId = await toModerate();
    const address = `${MODERATION}/${messageId}`;
    await zofia.get(address);
    expect((await yasmin.get(address)).text).toContain('Zofia is reading this too');
    expect((await zofia.post(address, wording('The first wording'))).status).toBe(303);
    const late = await yasmin.post(address, wording('The second wording'));
    expect(late.status).toBe(409);
    for (const shown of ['The first wording', 'The second wording', 'Zofia wrote the point'])
      expect(late.text).toContain(shown);
  });

  test('word one point anew: the second sees both, and may keep either', async () => {
    const messageId = await toModerate();
    const worker = world.staff['participation-worker'].personId;
    const draft = { text: 'At first', themeId: 'respect', commitmentIds: [] };
    const pointId = await draftPoint(world, worker, here, [messageId], draft);
    const address = `/manchester/desk/points/${pointId}`;
    const stored = async () =>
      (
        await world.db
          .selectFrom('points')
          .select('text')
          .where('point_id', '=', pointId)
          .executeTakeFirstOrThrow()
      ).text;
    expect((await zofia.post(address, { ...wording('The first wording'), version: '1' })).status).toBe(303);
    const late = await yasmin.post(address, { ...wording('The second wording'), version: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/data-now[^>]*>The first wording/);
    expect(late.text).toMatch(/data-yours[^>]*>The second wording/);
    expect(await stored()).toBe('The first wording');
    const [, version = ''] = /name="version" value="(\d+)"/.exec(late.text) ?? [];
    expect(version).toBe('2');
    expect((await yasmin.post(address, { ...wording('The second wording'), version })).status).toBe(303);
    expect(await stored()).toBe('The second wording');
  });
});
