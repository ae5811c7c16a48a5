import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptInvitation, findInvited, invite } from '../../src/lib/identity/invitations.server.ts';
import { currentCode, newCodeSecret } from '../../src/lib/identity/one-time-codes.server.ts';
import { ask, form, tally, waitsIn, type Answer } from '../support/ask.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const password = 'four plain words here';
const QUARTER_HOUR = 900;
const HOUR = 3_600;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

function signIn(
  username: string,
  given: { password?: string; code?: string },
  from: string,
): Promise<Answer> {
  const fields = { username, password: 'not the password', code: '000000', ...given };
  return ask(server.origin, `/${here}/desk/sign-in`, form(fields, from));
}

function redeem(username: string, invitation: string, from: string): Promise<Answer> {
  return ask(server.origin, `/${here}/desk/sign-in/invitation`, form({ username, invitation }, from));
}

/** So that an invitation is still good, and a code of now has not been used. */
const lately = () => ({ ...world, clock: () => new Date(Date.now() - 300_000) });

const newcomer = (username: string) =>
  invite(lately(), 'test', { authorityId: here, username, displayName: 'Made-up', roles: ['editor'] });

/** How often a password of this person was really looked at, and refused. */
async function triedFor(object: string): Promise<number> {
  const rows = world.db
    .selectFrom('audit_entries')
    .select('seq')
    .where('action', '=', 'person.sign-in-refused');
  return (await rows.where('object', '=', object).execute()).length;
}

const many = <T>(count: number, make: (place: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, place) => make(place)));

test('64 wrong tries at once for one account, from 64 networks: five are looked at', async () => {
  const { personId, username } = world.staff['decision-owner'];
  const answers = await many(64, (place) => signIn(username, {}, `127.0.${1 + place}.1`));
  expect(tally(answers)).toEqual({ 400: 5, 429: 59 });
  expect(await triedFor(personId)).toBe(5);
  for (const wait of waitsIn(answers)) expect(wait > 0 && wait <= QUARTER_HOUR).toBe(true);
});

test('the same for a name that nobody has, with the same pages', async () => {
  const ofNobody = await many(64, (place) => signIn('nobody-at-all', {}, `127.1.${1 + place}.1`));
  expect(tally(ofNobody)).toEqual({ 400: 5, 429: 59 });
  expect(await triedFor('nobody of that name')).toBe(5);
  const { username } = world.staff.editor;
  const ofSomebody = await many(6, (place) => signIn(username, {}, `127.2.${1 + place}.1`));
  const pages = (answers: Answer[], name: string) =>
    new Set(answers.map(({ status, text }) => `${status} ${text.replaceAll(name, 'NAME')}`));
  expect(pages(ofNobody, 'nobody-at-all')).toEqual(pages(ofSomebody, username));
});

test('fifty an hour from one network, whatever the names; what is refused there counts against nobody', async () => {
  const answers = await many(60, (place) => signIn(`name-${place}`, {}, `127.3.1.${1 + place}`));
  expect(tally(answers)).toEqual({ 400: 50, 429: 10 });
  for (const wait of waitsIn(answers)) expect(wait > 0 && wait <= HOUR).toBe(true);
  const { personId, username } = world.staff['council-member'];
  const refused = await many(10, () => signIn(username, {}, '127.3.1.1'));
  expect([tally(refused), await triedFor(personId)]).toEqual([{ 429: 10 }, 0]);
  expect((await signIn(username, {}, '127.3.2.1')).status).toBe(400);
});

test('somebody who gets in begins anew, and is let in again after as many slips', async () => {
  const username = 'forgetful';
  const { code: invitation } = await newcomer(username);
  const found = await findInvited(lately(), here, { username, code: invitation });
  const codeSecret = newCodeSecret();
  const chosen = { password, codeSecret, code: currentCode(codeSecret, lately().clock) };
  expect(found && (await acceptInvitation(lately(), found, chosen))).toBe(true);
  const from = '127.4.1.1';
  for (let slip = 0; slip < 4; slip += 1) expect((await signIn(username, {}, from)).status).toBe(400);
  const right = { password, code: currentCode(codeSecret, () => new Date()) };
  expect((await signIn(username, right, from)).status).toBe(303);
  expect(tally(await many(6, () => signIn(username, {}, from)))).toEqual({ 400: 5, 429: 1 });
});

test('invitations: twenty wrong tries an hour from one network; right ones use nothing up', async () => {
  const { code } = await newcomer('expected');
  const from = '127.5.1.1';
  for (let time = 0; time < 3; time += 1) expect((await redeem('expected', code, from)).status).toBe(200);
  const wrong = await many(25, (place) => redeem(`guessed-${place}`, 'AAAAA-AAAAA', `127.5.1.${1 + place}`));
  expect(tally(wrong)).toEqual({ 400: 20, 429: 5 });
  for (const wait of waitsIn(wrong)) expect(wait > 0 && wait <= HOUR).toBe(true);
  expect((await redeem('expected', code, '127.5.2.1')).status).toBe(200);
});
