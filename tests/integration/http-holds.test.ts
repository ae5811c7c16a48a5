import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { noteAboutStaff } from '../../src/lib/screening/about-staff.server.ts';
import { findConflicts } from '../../src/lib/screening/conflicts.queries.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { nothingBeside } from '../../src/lib/voice/beside.ts';
import { findMessage } from '../../src/lib/voice/message.queries.server.ts';
import { showReceipt, type ReceiptNumber } from '../../src/lib/voice/receipt.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { aDrawing } from '../support/recordings.ts';
import { routeTable } from '../support/route-table.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { startTranslationServer, type TranslationServer } from '../support/translation-server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
let server: RunningServer;
let machine: TranslationServer;
let duty = '';
/** Somebody with both roles that read words, whom a message is about. */
let concerned: Person;
let theirs: Client;
/** Somebody with the same roles, whom nothing is about. */
let other: Person;
let others: Client;

async function addBoth(displayName: string): Promise<Person> {
  const roles: Role[] = ['safeguarding-duty', 'participation-worker'];
  const person = { personId: newId(), authorityId: here, username: newId(), displayName, roles };
  await world.db.transaction().execute((trx) => insertPerson(trx, person, new Date()));
  return person;
}

beforeAll(async () => {
  duty = world.staff['safeguarding-duty'].personId;
  machine = await startTranslationServer();
  server = await startServer(world.database.environment, { TRANSLATE_URL: machine.url });
  concerned = await addBoth('Ottoline Brackenbury');
  other = await addBoth('Perpetua Quill');
  theirs = await clientOf(server.origin, world.db, concerned);
  others = await clientOf(server.origin, world.db, other);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await machine?.stop();
});

const drawn = { ...nothingBeside, attachments: [aDrawing()] };

const receipts = new Map<string, ReceiptNumber>();

async function send(words: string, lang: 'en' | 'pl' = 'en'): Promise<string> {
  const sent = await receiveMessage(world, here, aDraft(words, { lang }), aSendKey(), drawn);
  receipts.set(sent.messageId, sent.receipt);
  return sent.messageId;
}

/** The thread as its sender reads it. */
async function threadOf(messageId: string): Promise<string> {
  const receipt = showReceipt(receipts.get(messageId) ?? 0n).digits.join(' ');
  return (await makeClient(server.origin).post('/manchester/en/say/receipt', { receipt })).text;
}

async function passed(words: string, lang: 'en' | 'pl' = 'en'): Promise<string> {
  const messageId = await send(words, lang);
  await passOn(world, duty, here, messageId, EVERYTHING_SEEN);
  return messageId;
}

/** Every page, action and endpoint about one message. */
const aboutOne = routeTable().filter(({ route }) => /desk\/(screening|moderation)\/\[id=name\]/.test(route));
const addressOf = (route: string, messageId: string) =>
  route
    .replace('[authority=authority]', here)
    .replace('[kind=attachment]', 'drawing')
    .replace('[id=name]', messageId);

/** A form that would be taken, whatever it is for. */
const everything = {
  what: 'w',
  whom: 'w',
  handTo: 'w',
  by: 'hour',
  seen: EVERYTHING_SEEN,
  reference: 'R-1',
  why: 'w',
  words: 'w',
  key: 'k'.repeat(22),
  text: 'A point',
  theme: 'respect',
  lang: 'pl',
  entry: 'none',
};

async function statuses(who: Client, messageId: string, which = /./): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { route, what } of aboutOne.filter((one) => which.test(`${one.route} ${one.what}`))) {
    const address = addressOf(route, messageId);
    const { status } = what.startsWith('action')
      ? await who.post(address, everything)
      : await who.get(address);
    found.set(`${route} ${what}`, status);
  }
  return found;
}

const not404 = (found: Map<string, number>) =>
  [...found].filter(([, status]) => status !== 404).map(([name, status]) => `${name} ${status}`);

describe('what is about somebody', () => {
  test('is not found by them on any page, in any action or endpoint, and is by others', async () => {
    const messageId = await passed('She reads my letters');
    const pages = [...(await statuses(others, messageId, /(load|GET)$/))];
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter(([, status]) => status !== 200)).toEqual([]);
    const fresh = await passed('She reads my letters');
    await noteAboutStaff(world, duty, here, fresh, { add: [concerned.personId], remove: [] });
    expect(not404(await statuses(theirs, fresh))).toEqual([]);
    expect(await findMessage(world.db, here, fresh)).toMatchObject({ stage: 'awaiting-moderation' });
  });

  test('is proposed from the words; ticked on the way it is hidden, and ticking oneself leads to somebody else', async () => {
    const messageId = await send('I told Ottoline twice. Ottoline Brackenbury’s car was there.');
    // Named in full, it was hidden from her before anybody opened it.
    expect((await theirs.get(`/manchester/desk/screening/${messageId}`)).status).toBe(404);
    const second = await send('Perpetua was there');
    const base = `/manchester/desk/screening/${second}`;
    const { text } = await others.get(`${base}/pass?seen=${EVERYTHING_SEEN}`);
    expect(text).toMatch(/Perpetua Quill \(you\)[^]*?Part of their name is in the words/);
    // Nobody is ticked for a part of a name: only what is named in full is.
    expect(text).toMatch(/name="aboutBefore" value=""/);
    const ticked = { seen: EVERYTHING_SEEN, about: other.personId, aboutBefore: '' };
    const answer = await others.post(`${base}/pass`, ticked);
    expect([answer.status, answer.location]).toEqual([303, '/manchester/desk/screening/about-you']);
    expect((await others.get('/manchester/desk/screening/about-you')).text).toContain(
      'another person on duty',
    );
    expect((await findMessage(world.db, here, second)).stage).toBe('awaiting-screening');
    expect(not404(await statuses(others, second))).toEqual([]);
    // Another person on duty sees it, and corrects it.
    const undo = { aboutBefore: other.personId };
    expect((await theirs.get(`${base}/about-staff`)).text).toContain('Hidden from them');
    expect((await theirs.post(`${base}/about-staff`, undo)).status).toBe(303);
    expect(await findConflicts(world.db, here, second)).toEqual([]);
    expect((await others.get(base)).status).toBe(200);
  });
});

describe('what is held', () => {
  test('is asked what, to whom, for whom and by when; what was typed is kept; its clock is shown', async () => {
    const messageId = await passed('Held from a later stage');
    const base = `/manchester/desk/screening/${messageId}`;
    expect((await others.get(base)).text).toContain('Hold and hand over');
    const typed = {
      seen: EVERYTHING_SEEN,
      what: 'A bruise seen',
      whom: '',
      handTo: 'Duty',
      by: 'time',
      at: '2020-01-01T10:00',
    };
    const refused = await others.post(`${base}/hold`, typed);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('A bruise seen');
    expect(refused.text).toContain('This time has passed');
    expect(refused.text).toContain('not known');
    const taken = await others.post(`${base}/hold`, { ...typed, whom: 'Her brother', by: 'hour' });
    expect([taken.status, taken.location?.startsWith('/manchester/desk/screening')]).toEqual([303, true]);
    const { text } = await others.get(base);
    expect(text).toContain('Her brother');
    expect(text).toMatch(/(59|60) minutes left/);
    expect(await threadOf(messageId)).toContain('is looking at it with care');
    const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    // Whoever had it on the screen when it was held is told that somebody was quicker.
    const quicker = [
      '/[authority=authority]/desk/moderation/[id=name]/ask-duty action 409',
      '/[authority=authority]/desk/moderation/[id=name] action 409',
    ];
    expect(not404(await statuses(worker, messageId)).filter((one) => !quicker.includes(one))).toEqual([]);
    for (const page of ['', '/moderation', '/points', '/decisions', '/summaries'])
      expect((await worker.get(`/manchester/desk${page}`)).text).not.toContain(messageId);
    // Nor is it there for whoever is on duty as well, where moderation works.
    expect(not404(await statuses(others, messageId, /desk\/moderation.*(load|GET)$/))).toEqual([]);
  });

  test('a moderator asks the duty team to look: it is gone from moderation, and why is read on duty alone', async () => {
    const messageId = await passed('Maybe he means it');
    const ask = `/manchester/desk/moderation/${messageId}/ask-duty`;
    expect((await others.get(`/manchester/desk/moderation/${messageId}`)).text).toContain('data-key="h"');
    expect((await others.post(ask, { why: ' ' })).status).toBe(400);
    expect((await others.post(ask, { why: 'He writes of a belt' })).status).toBe(303);
    expect((await others.get(`/manchester/desk/moderation/${messageId}`)).status).toBe(404);
    expect((await others.get(`/manchester/desk/screening/${messageId}`)).text).toContain(
      'He writes of a belt',
    );
    expect((await others.get('/manchester/desk/screening')).text).toContain(messageId);
    expect(await threadOf(messageId)).toContain('is reading it once more');
  });
});

describe('a translation', () => {
  test('by the machine is asked when the button is pressed, shown as a machine’s, and its failure is told', async () => {
    const messageId = await passed('Nikt mnie nie zauważy tu', 'pl');
    const base = `/manchester/desk/moderation/${messageId}`;
    machine.asked = [];
    const { text: page } = await others.get(`${base}/translation`);
    const [entry = ''] = /(?<=machine\?entry=)[\w-]+/.exec(page) ?? [];
    const { text: button } = await others.get(`${base}/translation/machine?entry=${entry}`);
    expect(button).toContain(new URL(machine.url).host);
    expect(machine.asked).toEqual([]);
    machine.mood = 'answers a page';
    const failed = await others.post(`${base}/translation/machine`, { entry });
    expect([failed.status, failed.text.includes('is no translation')]).toEqual([400, true]);
    machine.mood = 'translates';
    expect((await others.post(`${base}/translation/machine`, { entry })).status).toBe(303);
    const typed = { entry, words: 'Nobody notices me here' };
    expect((await others.post(`${base}/translation`, typed)).status).toBe(303);
    for (const room of ['moderation', 'screening']) {
      const { text } = await others.get(`/manchester/desk/${room}/${messageId}`);
      expect(text).toContain('Nikt mnie nie zauważy tu');
      expect(text).toMatch(/data-translation="machine"[^]*Machine[^]*asked by\s+Perpetua Quill/);
      expect(text).toMatch(/data-translation="person"[^]*Nobody notices me here/);
    }
    const empty = await others.post(`${base}/translation`, { entry, words: ' ' });
    expect([empty.status, empty.text.includes('Write the translation first')]).toEqual([400, true]);
    expect(server.log()).not.toMatch(/zauważy|notices me/);
  });

  test('by an interpreter is waited for in a list, until nobody waits any more', async () => {
    const messageId = await passed('Proszę o pomoc w szkole', 'pl');
    const base = `/manchester/desk/moderation/${messageId}/translation`;
    const list = async () =>
      (await others.get('/manchester/desk/moderation')).text.includes(`${messageId}/translation`);
    expect(await list()).toBe(false);
    expect((await others.post(`${base}/interpreter`, { lang: 'xx' })).status).toBe(400);
    expect((await others.post(`${base}/interpreter`, { lang: 'pl' })).status).toBe(303);
    expect(await list()).toBe(true);
    expect((await others.post(`${base}/interpreter`, { done: 'yes' })).status).toBe(303);
    expect(await list()).toBe(false);
  });
});
