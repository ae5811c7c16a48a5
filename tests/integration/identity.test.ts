import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { setAllowedIn } from '../../src/lib/identity/access.server.ts';
import {
  acceptInvitation,
  findInvited,
  invite,
  inviteAgain,
} from '../../src/lib/identity/invitations.server.ts';
import { forgetExpiredForms, keepForm, takeKeptForm } from '../../src/lib/identity/kept-forms.server.ts';
import { currentCode, newCodeSecret } from '../../src/lib/identity/one-time-codes.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { findPerson } from '../../src/lib/identity/people.queries.server.ts';
import {
  deleteExpiredSessions,
  endSession,
  findSessionOwner,
  findSessionPerson,
  startSession,
} from '../../src/lib/identity/sessions.server.ts';
import { signIn } from '../../src/lib/identity/sign-in.server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const password = 'four plain words here';

let newcomers = 0;

async function invited(): Promise<{ username: string; code: string; personId: string }> {
  newcomers += 1;
  const username = `newcomer-${newcomers}`;
  const newcomer = { authorityId: here, username, displayName: 'Made-up', roles: ['editor' as const] };
  return { username, ...(await invite(world, 'test', newcomer)) };
}

async function signedUp(): Promise<{ person: Person; username: string; secret: string }> {
  const { username, code } = await invited();
  const found = await findInvited(world, here, { username, code });
  if (!found) throw new Error('The invitation should be good.');
  const secret = newCodeSecret();
  const chosen = { password, codeSecret: secret, code: currentCode(secret, world.clock) };
  expect(await acceptInvitation(world, found, chosen)).toBe(true);
  world.pass(1);
  return { person: found.person, username, secret };
}

const enter = (username: string, given: { password: string; code: string }, authorityId = here) =>
  signIn(world, authorityId, { username, ...given });

test('somebody invited sets up and signs in with a name, a password and a code', async () => {
  const { person, username, secret } = await signedUp();
  const entered = await enter(username, { password, code: currentCode(secret, world.clock) });
  expect(entered).toEqual(person);
});

test('any one of the three wrong, and nobody is let in', async () => {
  const { username, secret } = await signedUp();
  const code = () => currentCode(secret, world.clock);
  expect(await enter(username, { password: 'another long password', code: code() })).toBeNull();
  expect(await enter(username, { password, code: '000000' })).toBeNull();
  expect(await enter('nobody-of-this-name', { password, code: code() })).toBeNull();
  expect(await enter(username, { password, code: code() }, 'warrington')).toBeNull();
  expect(await enter(username, { password, code: code() })).not.toBeNull();
});

test('a code works once, even for two at the same moment', async () => {
  const { username, secret } = await signedUp();
  const code = currentCode(secret, world.clock);
  const both = await Promise.all([enter(username, { password, code }), enter(username, { password, code })]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await enter(username, { password, code })).toBeNull();
});

test('an invitation is dead after five wrong tries, after seven days, and once used', async () => {
  const tried = await invited();
  for (let guess = 0; guess < 5; guess += 1) {
    expect(await findInvited(world, here, { username: tried.username, code: 'AAAAA-AAAAA' })).toBeNull();
  }
  expect(await findInvited(world, here, tried)).toBeNull();

  const late = await invited();
  world.pass(7 * 24 + 1);
  expect(await findInvited(world, here, late)).toBeNull();

  const used = await invited();
  const found = await findInvited(world, here, used);
  if (!found) throw new Error('The invitation should be good.');
  const secret = newCodeSecret();
  const chosen = { password, codeSecret: secret, code: currentCode(secret, world.clock) };
  await acceptInvitation(world, found, chosen);
  expect(await findInvited(world, here, used)).toBeNull();
  await expect(acceptInvitation(world, found, chosen)).rejects.toMatchObject({ code: 'moved-on' });
});

test('an invitation code is read forgivingly', async () => {
  const { username, code } = await invited();
  const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(await findInvited(world, here, { username, code: typed })).not.toBeNull();
});

test('a new code ends the old sign-in, older codes and every session', async () => {
  const { person, username, secret } = await signedUp();
  const token = await startSession(world.db, person, new Date());
  const older = await inviteAgain(world, 'admin', here, person.personId);
  const newest = await inviteAgain(world, 'admin', here, person.personId);
  expect(await findSessionPerson(world.db, token, new Date())).toBeNull();
  expect(await enter(username, { password, code: currentCode(secret, world.clock) })).toBeNull();
  expect(await findInvited(world, here, { username, code: older })).toBeNull();
  expect(await findInvited(world, here, { username, code: newest })).not.toBeNull();
  await expect(inviteAgain(world, person.personId, here, person.personId)).rejects.toMatchObject({
    code: 'not-yourself',
  });
});

test('an expired session is still known by its owner after any other request', async () => {
  const { person } = await signedUp();
  const token = await startSession(world.db, person, new Date());
  await world.db
    .updateTable('sessions')
    .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
    .execute();
  expect(await findSessionPerson(world.db, token, new Date())).toBeNull();
  expect(await findSessionPerson(world.db, token, new Date())).toBeNull();
  expect(await findSessionOwner(world.db, token)).toEqual({ personId: person.personId, authorityId: here });
});

test('a name is taken once in an authority', async () => {
  const { username } = await invited();
  const again = { authorityId: here, username, displayName: 'Other', roles: ['editor' as const] };
  await expect(invite(world, 'test', again)).rejects.toMatchObject({ code: 'moved-on' });
});

test('a session ends when signed out, and the database never holds its token', async () => {
  const { person } = await signedUp();
  const token = await startSession(world.db, person, new Date());
  expect(await findSessionPerson(world.db, token, new Date())).toEqual(person);
  const rows = await world.db.selectFrom('sessions').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(await findSessionPerson(world.db, rows[0]?.session_id ?? '', new Date())).toBeNull();
  await endSession(world.db, token);
  expect(await findSessionPerson(world.db, token, new Date())).toBeNull();
});

test('a session ends after fifteen idle minutes and at its absolute limit, whichever is first', async () => {
  const { person } = await signedUp();
  const idle = await startSession(world.db, person, new Date());
  await world.db
    .updateTable('sessions')
    .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
    .execute();
  expect(await findSessionOwner(world.db, idle)).toEqual({ personId: person.personId, authorityId: here });
  expect(await findSessionPerson(world.db, idle, new Date())).toBeNull();
  const old = await startSession(world.db, person, new Date());
  const tomorrow = new Date(Date.now() + 12 * 3_600_000 + 1000);
  expect(await findSessionPerson(world.db, old, tomorrow)).toBeNull();
  await deleteExpiredSessions(world.db);
});

test('somebody disabled is out at once, everywhere, and may be let in again', async () => {
  const { person, username, secret } = await signedUp();
  const token = await startSession(world.db, person, new Date());
  await setAllowedIn(world, 'admin', here, person.personId, false);
  expect(await findSessionPerson(world.db, token, new Date())).toBeNull();
  expect(await enter(username, { password, code: currentCode(secret, world.clock) })).toBeNull();
  await setAllowedIn(world, 'admin', here, person.personId, true);
  expect(await enter(username, { password, code: currentCode(secret, world.clock) })).not.toBeNull();
  await expect(setAllowedIn(world, person.personId, here, person.personId, false)).rejects.toMatchObject({
    code: 'not-yourself',
  });
});

test('a role taken away is gone at the next request', async () => {
  const { person } = await signedUp();
  const token = await startSession(world.db, person, new Date());
  expect((await findSessionPerson(world.db, token, new Date()))?.roles).toEqual(['editor']);
  await world.db.deleteFrom('person_roles').where('person_id', '=', person.personId).execute();
  expect((await findSessionPerson(world.db, token, new Date()))?.roles).toEqual([]);
  expect((await findPerson(world.db, here, person.personId))?.roles).toEqual([]);
});

test('what was typed comes back once, to the one who typed it, at the page where it was', async () => {
  const typed = { text: 'Half a sentence, نصف جملة' };
  const keep = () => keepForm(world, here, 'me', { path: '/manchester/desk/points/1', typed });
  const take = (who: string, path: string, token: string) => takeKeptForm(world, here, who, path, token);
  const token = await keep();
  expect(await take('someone else', '/manchester/desk/points/1', token)).toBeNull();
  expect(await take('me', '/manchester/desk/points/2', token)).toBeNull();
  expect(await take('me', '/manchester/desk/points/1', token)).toEqual(typed);
  expect(await take('me', '/manchester/desk/points/1', token)).toBeNull();
  const late = await keep();
  world.pass(2);
  expect(await take('me', '/manchester/desk/points/1', late)).toBeNull();
  expect(JSON.stringify(await world.db.selectFrom('kept_forms').selectAll().execute())).not.toContain(
    'Half a sentence',
  );
  // What can be given back no more goes by itself, and not only when somebody keeps another form.
  const fresh = await keep();
  await keep();
  await world.db
    .updateTable('kept_forms')
    .set({ expires_at: world.clock().toISOString() })
    .where('kept_id', '!=', createHash('sha256').update(fresh).digest('hex'))
    .execute();
  await forgetExpiredForms(world);
  expect(await world.db.selectFrom('kept_forms').selectAll().execute()).toHaveLength(1);
  expect(await take('me', '/manchester/desk/points/1', fresh)).toEqual(typed);
});
