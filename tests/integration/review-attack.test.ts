import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { readers } from '../../src/lib/reviews/audience.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { aReview } from '../support/reviews.ts';
import { routeTable } from '../support/route-table.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { addStaff, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let planned: Review;
let held: Review;
/** Who is no reader of these reviews: others of this council, a second officer and worker among them, and of another. */
const strangers: { who: string; client: Client }[] = [];
let worker: Client;
let officer: Client;
/** An agenda of the planned review, printed for carers. */
let printed = '';

const ofOne = routeTable().filter(({ route }) => route.includes('/desk/reviews/[id=name]'));
const isPage = ({ what }: { what: string }) => what === 'load' || what === 'GET';

/** Every address of a route, for a review: one a reader where the route has one. */
function addressesOf(route: string, reviewId: string): string[] {
  const address = route
    .replace('[authority=authority]', 'manchester')
    .replace('[id=name]', reviewId)
    .replace('[print=name]', printed)
    .replace(/\[\w+=(name|attachment)\]/g, 'x');
  return address.includes('[reader=reader]')
    ? readers.map((reader) => address.replace('[reader=reader]', reader))
    : [address];
}

async function somebody(username: string, held: Role[]): Promise<Client> {
  const person = {
    personId: newId(),
    authorityId: 'manchester',
    username,
    displayName: username,
    roles: held,
  };
  await world.db.transaction().execute((trx) => insertPerson(trx, person, new Date()));
  return clientOf(server.origin, world.db, person);
}

beforeAll(async () => {
  planned = await aReview(world);
  held = await aReview(world, { state: 'held', heldOn: '2026-11-10' });
  server = await startServer(world.database.environment);
  // Roles that may nothing of reviews are tried on every page of the desk already (http-roles).
  const near: Role[] = ['advocate', 'participation-worker'];
  for (const role of near)
    strangers.push({ who: role, client: await clientOf(server.origin, world.db, world.staff[role]) });
  strangers.push({ who: 'a second officer', client: await somebody('second-iro', ['reviewing-officer']) });
  strangers.push({ who: 'a second worker', client: await somebody('second-worker', ['worker']) });
  strangers.push({ who: 'both at once', client: await somebody('both', ['reviewing-officer', 'worker']) });
  const others = await addStaff(world.db, 'warrington');
  for (const role of ['reviewing-officer', 'administrator'] as const)
    strangers.push({
      who: `${role} elsewhere`,
      client: await clientOf(server.origin, world.db, others[role]),
    });
  worker = await clientOf(server.origin, world.db, world.staff.worker);
  officer = await clientOf(server.origin, world.db, world.staff['reviewing-officer']);
  const print = await officer.post(`/manchester/desk/reviews/${planned.reviewId}/agenda/carers`, {});
  printed = /print\/([\w-]+)/.exec(print.location ?? '')?.[1] ?? '';
}, 120_000);
afterAll(() => server?.stop());

const versions = async () =>
  world.db
    .selectFrom('reviews')
    .select(['review_id', 'version', 'state', 'officer_id', 'worker_id', 'code'])
    .where('review_id', 'in', [planned.reviewId, held.reviewId])
    .orderBy('review_id')
    .execute();

/** Fields by which any of the forms might do something. */
const everything = {
  version: '1',
  plannedOn: '2026-12-08',
  plannedAt: '10:00',
  heldOn: '2026-11-20',
  came: 'all',
  conveyed: 'spoke',
  age: 'older',
  code: 'PN1',
  theme: 'plan',
  text: 'A made-up record',
  confirm: 'yes',
  sure: 'yes',
};

describe('another’s review', () => {
  test('is there for its own officer, on every page there is', async () => {
    const missing: string[] = [];
    for (const { route } of ofOne.filter(isPage)) {
      const addresses = [planned, held].flatMap(({ reviewId }) => addressesOf(route, reviewId));
      const found = await Promise.all(addresses.map((address) => officer.get(address)));
      if (!found.some(({ status }) => status === 200)) missing.push(route.split('[id=name]')[1] ?? '');
    }
    // Nobody sent a recording or a drawing here: who opens one is in the tests of agendas.
    expect(missing).toEqual(['/agenda/[reader=reader]/[views=name]/[piece=name]']);
    expect(ofOne.filter(isPage).length).toBeGreaterThan(8);
  });

  test.each(ofOne.filter(isPage))('$route is not there for anybody else', async ({ route }) => {
    for (const { reviewId } of [planned, held])
      for (const address of addressesOf(route, reviewId))
        for (const { who, client } of strangers) {
          const { status, text } = await client.get(address);
          expect([address, who, status]).toEqual([address, who, 404]);
          expect(text).not.toContain(`R-${reviewId.slice(-6)}`);
        }
  });

  test.each(ofOne.filter((one) => !isPage(one)))(
    '$route $what does nothing for anybody else',
    async ({ route, what }) => {
      const before = await versions();
      const named = what.replace(/^action ?/, '');
      for (const { reviewId } of [planned, held])
        for (const address of addressesOf(route, reviewId))
          for (const { who, client } of strangers) {
            const { status } = await client.post(named ? `${address}?/${named}` : address, everything);
            expect([address, who, status]).toEqual([address, who, 404]);
          }
      expect(await versions()).toEqual(before);
    },
  );

  test('nobody signed in is led to sign in', async () => {
    for (const { route } of ofOne.filter(isPage)) {
      const [address = ''] = addressesOf(route, planned.reviewId);
      expect((await makeClient(server.origin).get(address)).location).toContain('/desk/sign-in');
    }
  });
});

describe('its worker', () => {
  const officersOwn = ofOne.filter(({ policy }) => policy === 'hold-reviews');

  test('reaches nothing that only its officer may', async () => {
    expect(officersOwn.length).toBeGreaterThan(4);
    const before = await versions();
    for (const { route, what } of officersOwn)
      for (const { reviewId } of [planned, held])
        for (const address of addressesOf(route, reviewId)) {
          const answer = isPage({ what })
            ? await worker.get(address)
            : await worker.post(address, everything);
          expect([address, answer.status]).toEqual([address, 404]);
        }
    expect(await versions()).toEqual(before);
  });

  test('gets the agenda of a worker and of no other reader', async () => {
    const agendas = ofOne.filter(
      ({ route, what }) => route.endsWith('agenda/[reader=reader]') && what === 'load',
    );
    expect(agendas).toHaveLength(1);
    for (const reader of readers) {
      const { status } = await worker.get(`/manchester/desk/reviews/${planned.reviewId}/agenda/${reader}`);
      expect([reader, status]).toEqual([reader, reader === 'worker' ? 200 : 404]);
    }
  });
});

test('an administrator may say whose a review is, and sees nothing else of it', async () => {
  const client = await clientOf(server.origin, world.db, world.staff.administrator);
  for (const { route } of ofOne.filter(isPage))
    for (const address of addressesOf(route, held.reviewId)) {
      const { status } = await client.get(address);
      expect([address, status]).toEqual([address, address.endsWith('/who') ? 200 : 404]);
    }
});
