import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { suggestThemes } from '../../src/lib/moderation/themes/suggest-themes.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { clientOf } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
}, 120_000);
afterAll(() => server?.stop());

async function waiting(words: string, themeId: string | null = null): Promise<string> {
  const draft = { ...aDraft(words), themeId };
  const { messageId } = await receiveMessage(world, world.authorityId, draft, aSendKey());
  const duty = world.staff['safeguarding-duty'].personId;
  await passOn(world, duty, world.authorityId, messageId, EVERYTHING_SEEN);
  return messageId;
}

/** How likely it is that English words are about helping you grow. */
async function growOf(words: string): Promise<number> {
  const suggested = await suggestThemes(world.db, world.authorityId, 'en', words);
  return suggested.find(({ themeId }) => themeId === 'grow')?.chance ?? 0;
}

test('likely themes stand beside the point, and pressing one fills it in and keeps what was typed', async () => {
  const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
  const address = `/manchester/desk/moderation/${await waiting('My tooth hurts and no dentist will see me.')}`;
  const page = (await worker.get(address)).text;
  const buttons = [...page.matchAll(/<button[^>]*name="fill"[^>]*>/g)].map(([button]) => button);
  expect(buttons).toHaveLength(2);
  expect(buttons[0]).toContain('value="care healthy');
  expect(buttons.map((button) => /data-key="(\d)"/.exec(button)?.[1])).toEqual(['1', '2']);

  const typed = { text: 'A dentist is hard to find.', theme: '', fill: 'care healthy' };
  const filled = await worker.post(address, typed);
  expect(filled.status).toBe(200);
  expect(filled.text).toContain('A dentist is hard to find.');
  expect(filled.text).toMatch(/<option value="care"[^>]* selected/);
  expect(filled.text).toMatch(/value="healthy"[^>]* checked/);
  expect(filled.text).not.toContain('field-fault');
});

test('what the young person chose comes first, whatever the words sound like', async () => {
  const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
  const id = await waiting('I want to learn to cook.', 'respect');
  const page = (await worker.get(`/manchester/desk/moderation/${id}`)).text;
  const values = [...page.matchAll(/name="fill" value="(\w+)/g)].map(([, themeId]) => themeId);
  expect(values).toEqual(['respect', 'grow']);
});

test('decisions that two people made are learnt once there are enough, and no raw words are', async () => {
  const { authorityId, staff } = world;
  const [worker, council] = [staff['participation-worker'].personId, staff['council-member'].personId];
  const second = staff['second-council-member'].personId;
  const before = await growOf('zorbing');
  expect(before).toBeLessThan(0.7);
  for (let time = 1; time <= 10; time += 1) {
    const messageId = await waiting('quidditch quidditch');
    const text = `Young people ask for zorbing, time ${time}.`;
    const point = { text, themeId: 'grow', commitmentIds: ['citizenship'] };
    const pointId = await draftPoint(world, worker, authorityId, [messageId], point);
    if (time === 10) expect(await growOf('zorbing')).toBe(before);
    for (const person of [council, second]) await releasePoint(world, person, authorityId, pointId, 1);
  }
  expect(await growOf('zorbing')).toBeGreaterThan(0.85);
  expect(await growOf('quidditch')).toBeLessThan(0.7);
});

test('there are no suggestions in a language in which nothing was written', async () => {
  expect(await suggestThemes(world.db, world.authorityId, 'fr', 'Personne ne m’écoute')).toEqual([]);
  expect(await suggestThemes(world.db, world.authorityId, 'en', ' ')).toEqual([]);
});
