import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishAt, saveDraftAt } from '../support/content-desk.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { ask, type Plain } from '../support/plain-http.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const PAGE = '/manchester/en/promise';
let server: RunningServer;
let other: RunningServer;
let editor: Client;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  other = await startServer(world.database.environment);
  editor = await clientOf(server.origin, world.db, world.staff.editor);
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await other?.stop();
});

const get = (headers: Record<string, string> = {}) => ask(server.origin, PAGE, { headers });
const tagOf = ({ headers }: Plain) => (headers.get('etag') ?? []).join();

const THEME = '/manchester/desk/content/theme/respect';

/** Changes the title of a theme as an editor does, and leaves the rest of its words as they are. */
async function change(title: string): Promise<void> {
  const saved = await saveDraftAt(editor, THEME, { 'en.title': title });
  expect([saved.status, saved.location]).toEqual([303, THEME]);
  const published = await publishAt(editor, THEME);
  expect([published.status, published.location]).toEqual([303, `${THEME}/versions`]);
}

test('words changed at the desk are on the page at once, every time, with another tag', async () => {
  const tags = new Set([tagOf(await get())]);
  for (let round = 1; round <= 25; round += 1) {
    const old = [...tags].at(-1) ?? '';
    await change(`Changed words ${round}`);
    const page = await get({ 'if-none-match': old });
    expect([round, page.status, page.body.includes(`Changed words ${round}<`)]).toEqual([round, 200, true]);
    tags.add(tagOf(page));
  }
  expect(tags.size).toBe(26);
});

test('words changed at the desk are on the page of another server within two seconds', async () => {
  const there = async () => (await ask(other.origin, PAGE)).body.toString();
  await there();
  await change('Seen next door');
  const until = Date.now() + 2_000;
  let seen = await there();
  while (!seen.includes('Seen next door') && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = await there();
  }
  expect(seen).toContain('Seen next door');
});
