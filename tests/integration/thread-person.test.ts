import { beforeAll, expect, test } from 'vitest';
import { findDeedsOn } from '../../src/lib/audit/audit.server.ts';
import { answerSender, openForModeration } from '../../src/lib/moderation/moderate.server.ts';
import { findPersonsWanted } from '../../src/lib/moderation/queue.queries.server.ts';
import { openForScreening, passOn } from '../../src/lib/screening/screening.server.ts';
import { askForPerson } from '../../src/lib/voice/ask-for-person.server.ts';
import { groupOpenings, openingActions } from '../../src/lib/voice/openings.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { tellName } from '../../src/lib/voice/tell-name.server.ts';
import { addToThread, findThreadFor, readThread } from '../../src/lib/voice/thread.server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';
import { findAwaitingModeration, findAwaitingScreening, NOBODY } from '../support/queues.ts';

const world = makeWorld();
const here = 'manchester';
let duty = '';
let worker = '';

beforeAll(() => {
  duty = world.staff['safeguarding-duty'].personId;
  worker = world.staff['participation-worker'].personId;
});

async function send(words = 'Nobody asked me'): Promise<Sent> {
  world.pass(0.1);
  return receiveMessage(world, here, aDraft(words), aSendKey());
}

const pass = ({ messageId }: Sent) => passOn(world, duty, here, messageId, EVERYTHING_SEEN);

async function open({ receipt }: Sent) {
  const thread = await findThreadFor(world, here, receipt);
  if (!thread) throw new Error('The receipt should open its thread.');
  return thread;
}

const ask = async (sent: Sent, words = '', key = aSendKey(), who: 'advocate' | 'anyone' = 'advocate') =>
  askForPerson(world, here, await open(sent), { who, words }, key);
const entries = async (sent: Sent) => (await readThread(world.db, here, await open(sent))).entries;
const ids = (found: { messageId: string }[]) => found.map(({ messageId }) => messageId);

test('asking puts it at the head of the queues, after what sounds like danger', async () => {
  const [first, second, third] = [await send(), await send(), await send('I want to die')];
  await ask(second);
  expect(ids(await findAwaitingScreening(world.db, here))).toEqual(
    [third, second, first].map(({ messageId }) => messageId),
  );
  expect(await findPersonsWanted(world.db, here, NOBODY)).toEqual([]);
  for (const sent of [first, second, third]) await pass(sent);
  expect(ids(await findAwaitingModeration(world.db, here)).slice(0, 2)).toEqual([
    third.messageId,
    second.messageId,
  ]);
  expect(ids(await findPersonsWanted(world.db, here, NOBODY))).toEqual([second.messageId]);
  expect((await open(second)).message.wantsPerson).toBe(true);
});

test('how to reach them is sealed and screened like a reply; the worker sees it only then', async () => {
  const sent = await send();
  await pass(sent);
  await ask(sent, 'Ring the home after four');
  const seen = async () => (await openForModeration(world, worker, here, sent.messageId)).entries;
  const kinds = (found: { kind: string }[]) =>
    found.map(({ kind }) => kind).filter((kind) => kind !== 'moved');
  expect(kinds(await seen())).toEqual(['said', 'person']);
  expect(ids(await findAwaitingScreening(world.db, here))).toEqual([sent.messageId]);
  await pass(sent);
  expect(kinds(await seen())).toEqual(['said', 'person', 'said']);
  expect(await entries(sent)).toMatchObject([
    { kind: 'said' },
    { kind: 'moved' },
    { kind: 'person', who: 'advocate' },
    { kind: 'said', words: 'Ring the home after four', screened: 'passed' },
  ]);
});

test('sent twice is asked once; something else under the same key is refused', async () => {
  const sent = await send();
  const key = aSendKey();
  await Promise.all([ask(sent, 'Text me', key), ask(sent, 'Text me', key)]);
  await ask(sent, 'Text me', key);
  await expect(ask(sent, 'Ring me', key)).rejects.toMatchObject({ code: 'already-sent-differently' });
  await expect(ask(sent, 'Text me', key, 'anyone')).rejects.toMatchObject({
    code: 'already-sent-differently',
  });
  expect((await entries(sent)).filter(({ kind }) => kind === 'person')).toHaveLength(1);
});

test('what is done about it is an answer in the thread, and it leaves the list; a plain answer leaves it there', async () => {
  const sent = await send();
  await pass(sent);
  await ask(sent);
  await answerSender(world, worker, here, sent.messageId, 'We are looking for somebody.', aSendKey());
  expect(ids(await findPersonsWanted(world.db, here, NOBODY))).toContain(sent.messageId);
  await answerSender(world, worker, here, sent.messageId, 'Sam rings you on Monday.', aSendKey(), 'person');
  expect(ids(await findPersonsWanted(world.db, here, NOBODY))).not.toContain(sent.messageId);
  expect((await entries(sent)).at(-1)).toMatchObject({ kind: 'answer', words: 'Sam rings you on Monday.' });
  expect((await open(sent)).message.wantsPerson).toBe(false);
  await ask(sent);
  expect((await open(sent)).message.wantsPerson).toBe(true);
});

test('a name is told by its sender alone, screened like words, and read only where words are', async () => {
  const sent = await send();
  const other = await send();
  for (const one of [sent, other]) await pass(one);
  expect((await open(sent)).message.named).toBe(false);
  await tellName(world, here, await open(sent), 'Robin of Oak House', aSendKey());
  const waiting = await findAwaitingScreening(world.db, here);
  expect(waiting.find(({ messageId }) => messageId === sent.messageId)?.named).toBe(true);
  expect(ids(waiting)).not.toContain(other.messageId);
  const { entries: before } = await openForModeration(world, worker, here, sent.messageId);
  expect(before.map(({ kind }) => kind)).not.toContain('named');
  const { thread } = await openForScreening(world, duty, here, sent.messageId);
  expect(thread.entries.at(-1)).toMatchObject({ kind: 'named', words: 'Robin of Oak House' });
  await pass(sent);
  const { message, entries: after } = await openForModeration(world, worker, here, sent.messageId);
  expect(after.find(({ kind }) => kind === 'named')).toMatchObject({ words: 'Robin of Oak House' });
  expect(message).toMatchObject({ named: true, replyWaiting: true });
  expect((await open(other)).message.named).toBe(false);
});

test('whatever is done after it, a name is never taken off again', async () => {
  const sent = await send();
  await pass(sent);
  await tellName(world, here, await open(sent), 'Robin', aSendKey());
  await ask(sent);
  await addToThread(world, here, await open(sent), 'More', aSendKey());
  await pass(sent);
  await answerSender(world, worker, here, sent.messageId, 'Hello Robin', aSendKey(), 'person');
  expect((await open(sent)).message.named).toBe(true);
});

test('a name that sounds like danger is looked at first', async () => {
  const sent = await send();
  await tellName(world, here, await open(sent), 'help me I want to die', aSendKey());
  expect((await open(sent)).message.soundsLikeDanger).toBe(true);
});

test('who opened it, by role and day, from the audit record: its own readings and nobody else’s', async () => {
  const [sent, other] = [await send(), await send()];
  await openForScreening(world, duty, here, sent.messageId);
  await openForScreening(world, duty, here, sent.messageId);
  await openForScreening(world, duty, here, other.messageId);
  await pass(sent);
  world.pass(24);
  await openForModeration(world, worker, here, sent.messageId);
  const deeds = await findDeedsOn(world.db, here, sent.messageId, openingActions);
  expect(groupOpenings(deeds).map(({ role, times }) => [role, times])).toEqual([
    ['participation', 1],
    ['duty', 2],
  ]);
  expect(await findDeedsOn(world.db, 'warrington', sent.messageId, openingActions)).toEqual([]);
});
