import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveDraft } from '../../src/lib/content/save-draft.server.ts';
import { roles, may, type Act, type Role } from '../../src/lib/identity/roles.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { routeTable } from '../support/route-table.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { addStaff, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let story: DeskStory;
const clients = {} as Record<Role, Client>;
let elsewhere: Client;

beforeAll(async () => {
  story = await playDeskStory(world);
  const draft = { 'facts.kind': 'theme', 'en.title': 'A made-up draft', version: '0', basedOn: '1' };
  const theme = { kind: 'theme', id: 'respect' };
  await saveDraft(world, world.staff.editor.personId, 'manchester', theme, draft);
  server = await startServer(world.database.environment);
  for (const role of roles) clients[role] = await clientOf(server.origin, world.db, world.staff[role]);
  const others = await addStaff(world.db, 'warrington');
  elsewhere = await clientOf(server.origin, world.db, others['safeguarding-duty']);
}, 120_000);

afterAll(() => server?.stop());

/** A real address for a route: real ids of the room it is in. */
function addressOf(route: string): string {
  const room = /desk\/([\w-]+)\/\[id/.exec(route)?.[1] as keyof DeskStory | undefined;
  const draft = /points\/\[id=name\]\/(release|send-back|skip|messages|not-for-sharing)/.test(route);
  const reopen = route.endsWith('/reopen');
  const id =
    room === 'points' && draft ? story.draft : reopen ? story.published : room ? String(story[room]) : '';
  return route
    .replace('[authority=authority]', 'manchester')
    .replace('[lang=language]', 'en')
    .replace('[kind=name]', 'theme')
    .replace('[item=name]', 'respect')
    .replace('[number=name]', '1')
    .replace('[code=language]', 'ar')
    .replace('[commitment=name]', 'listen')
    .replace('offer/[slug=name]', 'offer/personal-adviser')
    .replace('done/[slug=name]', 'done/you-said-something')
    .replace('[kind=attachment]', 'drawing')
    .replace('[reader=reader]', 'worker')
    .replace('[print=name]', story.reviewPrint)
    .replace('[views=name]/[piece=name]', story.reviewFile)
    .replace('[id=name]', id);
}

/** What somebody who may gets where it is no page: led on to a message, or told that it is a stream of events. */
const answers: Record<string, number> = { next: 303, live: 406 };
const answerOf = (route: string) => answers[route.split('/').at(-1) ?? ''] ?? 200;

const atTheDesk = routeTable().filter(({ route, policy }) => route.includes('/desk') && policy !== 'anyone');

describe('every page of the desk, for every role', () => {
  const pages = atTheDesk.filter(({ what }) => what === 'load' || what === 'GET');

  test.each(pages)('$route', async ({ route, policy }) => {
    const address = addressOf(route);
    for (const role of roles) {
      const { status } = await clients[role].get(address);
      expect(`${role} ${status}`).toBe(`${role} ${may([role], policy as Act) ? answerOf(route) : 404}`);
    }
    expect((await elsewhere.get(address)).status).toBe(404);
    const anonymous = await makeClient(server.origin).get(address);
    expect([anonymous.status, anonymous.location]).toEqual([
      303,
      `/manchester/desk/sign-in?next=${encodeURIComponent(address)}`,
    ]);
  });
});

test('a draft is seen by those who may release it, and by nobody else who reads points', async () => {
  const address = `/manchester/desk/points/${story.draft}`;
  expect((await clients['council-member'].get(address)).status).toBe(200);
  expect((await clients['decision-owner'].get(address)).status).toBe(404);
});

test('a Council member never gets raw words, nor the addresses that have them', async () => {
  for (const path of [
    '',
    '/points',
    `/points/${story.draft}`,
    '/summaries',
    `/summaries/${story.summaries}`,
  ]) {
    const { text } = await clients['council-member'].get(`/manchester/desk${path}`);
    expect(text).not.toContain('A made-up message');
    expect(text).not.toMatch(/desk\/(screening|moderation)/);
  }
});

describe('every action of the desk, for every role that may not', () => {
  const actions = atTheDesk.filter(({ what }) => what.startsWith('action'));

  test.each(actions)('$route', async ({ route, policy }) => {
    const address = addressOf(route);
    for (const role of roles.filter((one) => !may([one], policy as Act))) {
      expect(`${role} ${(await clients[role].post(address, {})).status}`).toBe(`${role} 404`);
    }
    expect((await elsewhere.post(address, {})).status).toBe(404);
    const anonymous = await makeClient(server.origin).post(address, {});
    expect([anonymous.status, anonymous.location?.startsWith('/manchester/desk/sign-in')]).toEqual([
      303,
      true,
    ]);
  });

  test.each(actions)(
    '$route answers an empty form of somebody who may, without a fault of ours',
    async ({ route, policy }) => {
      const allowed = roles.find((role) => may([role], policy as Act));
      if (!allowed) throw new Error('Somebody should be allowed.');
      const { status, text } = await clients[allowed].post(addressOf(route), { unknown: 'field' });
      expect([200, 303, 400, 403, 404, 409]).toContain(status);
      expect(text).not.toMatch(/\bat \S+ \(|node_modules/);
    },
  );
});

describe('what comes from elsewhere', () => {
  const bodies: [string, RequestInit][] = [
    ['a form', { body: new URLSearchParams({ words: 'x' }) }],
    ['JSON', { body: '{"words":"x"}', headers: { 'content-type': 'application/json' } }],
    ['plain text', { body: 'words=x', headers: { 'content-type': 'text/plain' } }],
    ['no type at all', { body: new Uint8Array([1, 2, 3]) }],
  ];
  const origins: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://elsewhere.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site, by fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site, by fetch metadata', { 'sec-fetch-site': 'same-site' }],
  ];
  const targets = routeTable().filter(({ what }) => what.startsWith('action'));

  test.each(targets)('$route refuses every kind of it', async ({ route }) => {
    const address = addressOf(route);
    for (const [, body] of bodies) {
      for (const [, origin] of origins) {
        const headers = { ...(body.headers as Record<string, string>), ...origin };
        const { status } = await fetch(server.origin + address, {
          ...body,
          method: 'POST',
          headers,
          redirect: 'manual',
        });
        expect(status).toBe(403);
      }
    }
  });

  test('a bare request is taken on public forms without a session, and nowhere else', async () => {
    const bare = (path: string, cookie = '') =>
      fetch(server.origin + path, {
        method: 'POST',
        body: new URLSearchParams({ words: '' }),
        headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) },
        redirect: 'manual',
      });
    expect((await bare('/manchester/en/say')).status).toBe(400);
    expect((await bare('/manchester/en/say', '__Host-s=anything')).status).toBe(403);
    expect((await bare('/manchester/desk/sign-in')).status).toBe(403);
  });
});
