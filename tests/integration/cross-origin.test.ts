import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Asking } from '../support/ask.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const young = '/manchester/en';
let server: RunningServer;
let sealed = '';
let opener = '';

beforeAll(async () => {
  server = await startServer(world.database.environment);
  ({ body: sealed, opener } = await sealedOnPhone(world.db, 'manchester', 'Made up.'));
});

afterAll(() => server?.stop());

const fields = () =>
  new URLSearchParams({ words: 'From elsewhere', opener, receipt: 'x', username: 'x' }).toString();

const bodies: [string, () => Asking][] = [
  ['JSON', () => ({ headers: { 'content-type': 'application/json' }, body: sealed })],
  ['a form', () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields() })],
  ['text', () => ({ headers: { 'content-type': 'text/plain' }, body: fields() })],
  ['no type', () => ({ headers: {}, body: fields() })],
  ['a report', () => ({ headers: { 'content-type': 'application/csp-report' }, body: '{}' })],
];

const places: [string, (origin: string) => Record<string, string>][] = [
  ['another site', () => ({ origin: 'https://elsewhere.example' })],
  ['our name at another port', () => ({ origin: 'http://localhost:1' })],
  ['our name over TLS', (origin) => ({ origin: origin.replace('http:', 'https:') })],
  ['a name that begins like ours', (origin) => ({ origin: `${origin}.elsewhere.example` })],
  ['nowhere that may be said', () => ({ origin: 'null' })],
  ['another site, the browser says', (origin) => ({ origin, 'sec-fetch-site': 'cross-site' })],
  ['a sibling of ours, the browser says', (origin) => ({ origin, 'sec-fetch-site': 'same-site' })],
  ['nobody’s page, the browser says', (origin) => ({ origin, 'sec-fetch-site': 'none' })],
];

/** Where something can be posted, and what it answers to a form from a page of ours. */
const targets: [string, number][] = [
  [`${young}/say`, 200],
  [`${young}/say/sealed`, 415],
  [`${young}/say/receipt`, 400],
  [`${young}/say/receipt/reply`, 400],
  [`${young}/say/receipt/check-back`, 400],
  [`${young}/done/nothing`, 404],
  ['/manchester/desk/sign-in', 400],
  ['/manchester/desk/sign-in/invitation', 400],
  ['/manchester/desk/sign-out', 303],
  ['/reports', 415],
];

test.each(targets)('%s takes nothing from elsewhere, of whatever type', async (path) => {
  for (const [from, headersOf] of places) {
    for (const [type, asking] of bodies) {
      const { headers, body } = asking();
      const sent = { method: 'POST', headers: { ...headers, ...headersOf(server.origin) }, body };
      expect([from, type, (await ask(server.origin, path, sent)).status]).toEqual([from, type, 403]);
    }
  }
  expect(await world.db.selectFrom('messages').select('message_id').execute()).toEqual([]);
});

test('a page that is asked for from elsewhere is shown: nothing is changed by it', async () => {
  for (const [, headersOf] of places)
    expect((await ask(server.origin, `${young}/say`, { headers: headersOf(server.origin) })).status).toBe(
      200,
    );
});

test.each(targets)('%s takes a form from a page of ours, or says why not: %i', async (path, status) => {
  const [, asking] = bodies[1]!;
  const { headers, body } = asking();
  for (const site of [{}, { 'sec-fetch-site': 'same-origin' }]) {
    const answer = await ask(server.origin, path, { method: 'POST', headers: { ...headers, ...site }, body });
    expect(answer.status).toBe(status);
  }
});
