import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, form, tally, waitsIn, type Answer } from '../support/ask.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';
import { aYoungPerson, THREE_WORDS } from '../support/young.ts';

const world = makeWorld();
const QUARTER_HOUR = 900;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

const signIn = (nickname: string, from: string, threeWords = 'not the words'): Promise<Answer> =>
  ask(server.origin, '/manchester/en/sign-in', form({ nickname, threeWords }, from));

const many = <T>(count: number, make: (place: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, place) => make(place)));

/** How often words were really looked at, and refused. */
async function triedFor(object: string): Promise<number> {
  const rows = world.db
    .selectFrom('audit_entries')
    .select('seq')
    .where('action', '=', 'young.sign-in-refused');
  return (await rows.where('object', '=', object).execute()).length;
}

test('64 wrong tries at once from 64 networks: five are looked at, the rest wait a quarter of an hour at most', async () => {
  const { person } = await aYoungPerson(world, world.staff.worker, 'Guessed At');
  const answers = await many(64, (place) => signIn('Guessed At', `127.0.${1 + place}.1`));
  expect(tally(answers)).toEqual({ 400: 5, 429: 59 });
  expect(await triedFor(person.personId)).toBe(5);
  for (const wait of waitsIn(answers)) expect(wait > 0 && wait <= QUARTER_HOUR).toBe(true);

  const ofNobody = await many(64, (place) => signIn('Nobody At All', `127.1.${1 + place}.1`));
  expect(tally(ofNobody)).toEqual({ 400: 5, 429: 59 });
  expect(await triedFor('nobody of that name')).toBe(5);
  // A passkey is asked for anew on every page.
  const plain = (text: string) => text.replace(/data-passkey-options="[^"]*"/, '');
  const pages = (all: Answer[], name: string) =>
    new Set(all.map(({ status, text }) => `${status} ${plain(text).replaceAll(name, 'NAME')}`));
  expect(pages(ofNobody, 'Nobody At All')).toEqual(pages(answers, 'Guessed At'));
});

test('who gets in begins anew; another spelling of a nickname is the same account', async () => {
  await aYoungPerson(world, world.staff.worker, 'Slippy Toad');
  for (const spelt of ['Slippy Toad', 'slippytoad'])
    expect((await signIn(spelt, '127.2.1.1')).status).toBe(400);
  expect((await signIn('SLIPPY toad', '127.2.1.1', THREE_WORDS)).status).toBe(303);
  const spellings = ['Slippy Toad', 'slippytoad', 'SLIPPY.TOAD', 'slippy-toad'];
  const answers = await many(12, (place) => signIn(spellings[place % 4]!, '127.2.1.1'));
  expect(tally(answers)).toEqual({ 400: 5, 429: 7 });
});

test('fifty an hour from one network, whatever the nicknames; what is refused there counts against nobody', async () => {
  await aYoungPerson(world, world.staff.worker, 'Left Alone');
  const answers = await many(55, (place) => signIn(`Name ${place}`, `127.3.1.${1 + place}`));
  expect(tally(answers)).toEqual({ 400: 50, 429: 5 });
  expect(tally(await many(10, () => signIn('Left Alone', '127.3.1.1')))).toEqual({ 429: 10 });
  expect((await signIn('Left Alone', '127.3.2.1', THREE_WORDS)).status).toBe(303);
});

test('a flood of sign-ins leaves the pages of others answering', async () => {
  const page = () => ask(server.origin, '/manchester/en/promise');
  await page();
  let finished = 0;
  const flood = many(60, async (place) => {
    const answer = await signIn(`Flood ${place}`, `127.${20 + place}.1.1`);
    finished += 1;
    return answer;
  });
  expect((await page()).status).toBe(200);
  // Had it waited for its turn behind them, it would have come last.
  expect(finished).toBeLessThan(30);
  expect((await flood).every(({ status }) => status === 400)).toBe(true);
});
