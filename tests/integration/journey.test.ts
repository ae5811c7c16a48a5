import { beforeAll, expect, test } from 'vitest';
import { checkBack } from '../../src/lib/change/check-back.server.ts';
import { publishAnswer, reopenDecision } from '../../src/lib/change/decide.server.ts';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { countCheckBacks } from '../../src/lib/change/check-back.queries.server.ts';
import { findDecision } from '../../src/lib/change/decision.queries.server.ts';
import { holdMessage } from '../../src/lib/moderation/hold-message.server.ts';
import { answerSender, noteReplyRead, openForModeration } from '../../src/lib/moderation/moderate.server.ts';
import { findRepliesWaiting } from '../../src/lib/moderation/queue.queries.server.ts';
import { findPoint } from '../../src/lib/moderation/point.queries.server.ts';
import {
  draftPoint,
  redraftPoint,
  releasePoint,
  sendPointBack,
} from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { findOpenHolds } from '../../src/lib/screening/screening.queries.server.ts';
import { handOver, openForScreening, passOn } from '../../src/lib/screening/screening.server.ts';
import type { CheckBackAnswer } from '../../src/lib/voice/check-back.ts';
import type { Stage } from '../../src/lib/voice/journey.ts';
import { findMessage } from '../../src/lib/voice/message.queries.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, noteCheckBack, readThread } from '../../src/lib/voice/thread.server.ts';
import type { Thread } from '../../src/lib/voice/thread.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';
import { findAwaitingScreening, NOBODY } from '../support/queues.ts';

const world = makeWorld();
const here = 'manchester';
const DUE = '2026-07-06T10:00:00.000Z';
let duty = '';
let worker = '';
let council = '';
let second = '';
let owner = '';

beforeAll(() => {
  const { staff } = world;
  duty = staff['safeguarding-duty'].personId;
  worker = staff['participation-worker'].personId;
  council = staff['council-member'].personId;
  second = staff['second-council-member'].personId;
  owner = staff['decision-owner'].personId;
});

const point = { text: 'Young people want to be asked first.', themeId: 'respect', commitmentIds: ['listen'] };

async function send(words = 'Nobody asked me'): Promise<Sent> {
  return receiveMessage(world, here, aDraft(words), aSendKey());
}

async function threadOf(sent: Sent): Promise<Thread> {
  const open = await findThreadFor(world, here, sent.receipt);
  if (!open) throw new Error('The receipt should open its thread.');
  return readThread(world.db, here, open);
}

async function stageOf(sent: Sent): Promise<Stage> {
  return (await findMessage(world.db, here, sent.messageId)).stage;
}

/** Both of the Council let it go. */
async function release(pointId: string, version: number): Promise<void> {
  expect(await releasePoint(world, council, here, pointId, version)).toBe('noted');
  expect(await releasePoint(world, second, here, pointId, version)).toBe('released');
}

async function released(sent: Sent): Promise<string> {
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const pointId = await draftPoint(world, worker, here, [sent.messageId], point);
  await release(pointId, 1);
  return pointId;
}

async function decided(pointId: string): Promise<string> {
  const said = { en: 'You said you want to be asked.', ar: 'قلتم إنكم تريدون أن نسألكم.' };
  const decisionId = await openDecision(world, worker, here, [pointId], {
    ownerId: owner,
    ownerRole: 'Head of placements',
    dueOn: '2026-12-01',
    said,
  });
  await tellSenders(world, here);
  return decisionId;
}

const answer = {
  state: 'we-did' as const,
  answer: {
    en: { said: 'You said you want to be asked.', answer: 'We ask first now.' },
    ar: { said: 'قلتم إنكم تريدون أن نسألكم.', answer: 'نسأل أولاً الآن.' },
  },
};

/** Answers "did we get it right?" as the route does: decision, thread and audit in one transaction. */
async function sayBack(
  sent: Sent,
  decisionId: string,
  respondent: string,
  word: CheckBackAnswer,
): Promise<void> {
  const decision = await findDecision(world.db, here, decisionId);
  const message = await findMessage(world.db, here, sent.messageId);
  await world.db.transaction().execute(async (trx) => {
    await checkBack(trx, here, decision, respondent, word, world.clock());
    await noteCheckBack(trx, world.auditKey, here, message, word, world.clock());
  });
}

test('a message travels from the phone to "not right" and is opened again, and its sender sees each step', async () => {
  const sent = await send();
  const pointId = await released(sent);
  expect(await stageOf(sent)).toBe('shared');
  const decisionId = await decided(pointId);
  expect(await stageOf(sent)).toBe('deciding');
  await publishAnswer(world, owner, here, decisionId, 1, answer);
  await tellSenders(world, here);
  expect(await stageOf(sent)).toBe('answered');
  await sayBack(sent, decisionId, 'somebody', 'no');
  expect(await countCheckBacks(world.db, here, { decisionId, round: 1 })).toEqual({
    yes: 0,
    partly: 0,
    no: 1,
  });
  await reopenDecision(world, worker, here, decisionId, 2, '2027-01-05');
  await tellSenders(world, here);
  const thread = await threadOf(sent);
  expect(thread.message.stage).toBe('deciding');
  expect(thread.entries.map((entry) => (entry.kind === 'moved' ? entry.stage : entry.kind))).toEqual([
    'said',
    'awaiting-moderation',
    'drafted',
    'shared',
    'deciding',
    'decision',
    'answered',
    'decision',
    'check-back',
    'deciding',
    'decision',
  ]);
  const decision = await findDecision(world.db, here, decisionId);
  expect(decision).toMatchObject({ state: 'open', round: 2 });
  expect(await countCheckBacks(world.db, here, decision)).toEqual({ yes: 0, partly: 0, no: 0 });
});

test('a yes closes the message, and saying it again counts once', async () => {
  const sent = await send();
  const decisionId = await decided(await released(sent));
  await publishAnswer(world, owner, here, decisionId, 1, answer);
  await tellSenders(world, here);
  await sayBack(sent, decisionId, 'me', 'no');
  await sayBack(sent, decisionId, 'me', 'yes');
  await sayBack(sent, decisionId, 'me', 'yes');
  expect(await stageOf(sent)).toBe('closed');
  expect(await countCheckBacks(world.db, here, { decisionId, round: 1 })).toEqual({
    yes: 1,
    partly: 0,
    no: 0,
  });
});

test('a message that sounds like danger is first in the queue', async () => {
  const calm = await send('The wifi is slow');
  const urgent = await send('he hits me and i am scared to go home');
  const queue = await findAwaitingScreening(world.db, here);
  const place = (sent: Sent) => queue.findIndex(({ messageId }) => messageId === sent.messageId);
  expect(place(urgent)).toBeGreaterThanOrEqual(0);
  expect(place(urgent)).toBeLessThan(place(calm));
});

test('a held message leaves the flow, is handed over with a reference, and moderation cannot open it', async () => {
  const sent = await send('This one is held');
  await holdMessage(
    world,
    duty,
    here,
    sent.messageId,
    { what: 'Needs the team today', whom: 'Not known', handTo: 'Duty team', dueAt: DUE },
    EVERYTHING_SEEN,
  );
  expect(await stageOf(sent)).toBe('held');
  await expect(openForModeration(world, worker, here, sent.messageId)).rejects.toMatchObject({
    code: 'not-found',
  });
  const { holds } = await openForScreening(world, duty, here, sent.messageId);
  expect(holds).toMatchObject([{ what: 'Needs the team today', handedTo: 'Duty team', reference: null }]);
  await handOver(world, duty, here, sent.messageId, 'REF-1');
  expect(await stageOf(sent)).toBe('handed-over');
  await expect(handOver(world, duty, here, sent.messageId, 'REF-2')).rejects.toMatchObject({
    code: 'moved-on',
  });
  expect((await findOpenHolds(world.db, here)).some((hold) => hold.message_id === sent.messageId)).toBe(
    false,
  );
});

test('words that came after the screen was opened are not passed or held unseen', async () => {
  const sent = await send('What was on the screen');
  const { thread } = await openForScreening(world, duty, here, sent.messageId);
  const lastSeen = thread.entries.at(-1)?.entryId ?? '';
  const open = await findThreadFor(world, here, sent.receipt);
  if (open) await addToThread(world, here, open, 'What came after', aSendKey());
  await expect(passOn(world, duty, here, sent.messageId, lastSeen)).rejects.toMatchObject({
    code: 'moved-on',
  });
  const note = { what: 'x', whom: 'z', handTo: 'y', dueAt: DUE };
  await expect(holdMessage(world, duty, here, sent.messageId, note, lastSeen)).rejects.toMatchObject({
    code: 'moved-on',
  });
  expect(await stageOf(sent)).toBe('awaiting-screening');
});

test('a reply after hand-over reaches moderation, and the held words stay hidden', async () => {
  const sent = await send('Handed over words');
  await holdMessage(
    world,
    duty,
    here,
    sent.messageId,
    { what: 'Grave', whom: 'Not known', handTo: 'Duty team', dueAt: DUE },
    EVERYTHING_SEEN,
  );
  await handOver(world, duty, here, sent.messageId, 'REF-9');
  const open = await findThreadFor(world, here, sent.receipt);
  if (open) await addToThread(world, here, open, 'A calm reply', aSendKey());
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const { entries } = await openForModeration(world, worker, here, sent.messageId);
  const said = entries.filter((entry) => entry.kind === 'said').map((entry) => entry.words);
  expect(said).toEqual(['A calm reply']);
  await answerSender(world, worker, here, sent.messageId, 'We read it.', aSendKey());
});

test('a held message can be let through again', async () => {
  const sent = await send('Held and then fine');
  await holdMessage(
    world,
    duty,
    here,
    sent.messageId,
    { what: 'Not sure', whom: 'Not known', handTo: 'Duty team', dueAt: DUE },
    EVERYTHING_SEEN,
  );
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const { entries } = await openForModeration(world, worker, here, sent.messageId);
  expect(entries[0]).toMatchObject({ kind: 'said', words: 'Held and then fine', screened: 'passed' });
  expect((await findOpenHolds(world.db, here)).some((hold) => hold.message_id === sent.messageId)).toBe(
    false,
  );
});

test('two people on duty pass the same message: the second is told that it moved on', async () => {
  const sent = await send();
  const outcomes = await Promise.allSettled([
    passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN),
    passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN),
  ]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: 'moved-on' });
});

test('nobody releases a point of their own, and a point is released once', async () => {
  const sent = await send();
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const pointId = await draftPoint(world, worker, here, [sent.messageId], point);
  await expect(releasePoint(world, worker, here, pointId, 1)).rejects.toMatchObject({ code: 'not-yourself' });
  const outcomes = await Promise.all(
    [council, second].map((who) => releasePoint(world, who, here, pointId, 1)),
  );
  expect(outcomes.sort()).toEqual(['noted', 'released']);
  await expect(releasePoint(world, council, here, pointId, 1)).rejects.toMatchObject({ code: 'moved-on' });
});

test('a point sent back is written anew, and the version that was read is the one released', async () => {
  const sent = await send();
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const pointId = await draftPoint(world, worker, here, [sent.messageId], point);
  await sendPointBack(world, council, here, pointId, 1, 'It says too much.');
  await expect(releasePoint(world, council, here, pointId, 2)).rejects.toMatchObject({ code: 'moved-on' });
  await redraftPoint(world, worker, here, pointId, 2, {
    ...point,
    text: 'Said with less.',
    commitmentIds: [],
  });
  await expect(releasePoint(world, council, here, pointId, 1)).rejects.toMatchObject({ code: 'moved-on' });
  await release(pointId, 3);
  expect(await findPoint(world.db, here, pointId)).toMatchObject({
    state: 'released',
    text: 'Said with less.',
    commitmentIds: [],
  });
});

test('several messages make one point, and its count is frozen at release', async () => {
  const many = [await send(), await send(), await send()];
  for (const sent of many) await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const pointId = await draftPoint(
    world,
    worker,
    here,
    many.map((sent) => sent.messageId),
    point,
  );
  await release(pointId, 1);
  expect((await findPoint(world.db, here, pointId)).voices).toBe(3);
  expect(await Promise.all(many.map(stageOf))).toEqual(['shared', 'shared', 'shared']);
});

test('a message goes into one point only, and a failed draft leaves nothing behind', async () => {
  const sent = await send();
  const fresh = await send();
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  await passOn(world, duty, here, fresh.messageId, EVERYTHING_SEEN);
  await draftPoint(world, worker, here, [sent.messageId], point);
  await expect(
    draftPoint(world, worker, here, [fresh.messageId, sent.messageId], point),
  ).rejects.toMatchObject({
    code: 'moved-on',
  });
  expect(await stageOf(fresh)).toBe('awaiting-moderation');
});

test('a reply is screened, then read, then answered, and the sender reads the answer', async () => {
  const sent = await send();
  await released(sent);
  const open = await findThreadFor(world, here, sent.receipt);
  if (open) await addToThread(world, here, open, 'One more thing', aSendKey());
  const before = await openForModeration(world, worker, here, sent.messageId);
  expect(before.entries.some((entry) => entry.kind === 'said' && entry.words === 'One more thing')).toBe(
    false,
  );
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  expect((await findRepliesWaiting(world.db, here, NOBODY)).map(({ messageId }) => messageId)).toContain(
    sent.messageId,
  );
  await answerSender(world, worker, here, sent.messageId, 'Thank you for telling us.', aSendKey());
  expect((await findRepliesWaiting(world.db, here, NOBODY)).map(({ messageId }) => messageId)).not.toContain(
    sent.messageId,
  );
  expect((await threadOf(sent)).entries.at(-1)).toMatchObject({
    kind: 'answer',
    words: 'Thank you for telling us.',
  });
  expect((await threadOf(sent)).message.stage).toBe('shared');
});

test('a reply held after its point went out is hidden from moderation, and the point stays', async () => {
  const sent = await send();
  await released(sent);
  const open = await findThreadFor(world, here, sent.receipt);
  if (open) await addToThread(world, here, open, 'Something grave', aSendKey());
  await holdMessage(
    world,
    duty,
    here,
    sent.messageId,
    { what: 'Grave', whom: 'Not known', handTo: 'Duty team', dueAt: DUE },
    EVERYTHING_SEEN,
    'added',
  );
  const { entries, message } = await openForModeration(world, worker, here, sent.messageId);
  expect(message.stage).toBe('shared');
  expect(entries.some((entry) => entry.kind === 'said' && entry.words === 'Something grave')).toBe(false);
  await noteReplyRead(world, worker, here, sent.messageId);
});

test('an event is told to senders once, however often it is delivered', async () => {
  const sent = await send();
  await decided(await released(sent));
  const lines = (await threadOf(sent)).entries.length;
  expect(await tellSenders(world, here)).toBe(0);
  expect((await threadOf(sent)).entries).toHaveLength(lines);
});

test('a decision is about released points, each in one decision', async () => {
  const pointId = await released(await send());
  await decided(pointId);
  await expect(decided(pointId)).rejects.toMatchObject({ code: 'moved-on' });
  const sent = await send();
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  const draft = await draftPoint(world, worker, here, [sent.messageId], point);
  await expect(decided(draft)).rejects.toMatchObject({ code: 'not-found' });
});

test('an answer is published once, from the version that was read', async () => {
  const decisionId = await decided(await released(await send()));
  await expect(publishAnswer(world, owner, here, decisionId, 7, answer)).rejects.toMatchObject({
    code: 'moved-on',
  });
  await publishAnswer(world, owner, here, decisionId, 1, answer);
  await expect(publishAnswer(world, owner, here, decisionId, 2, answer)).rejects.toMatchObject({
    code: 'moved-on',
  });
});

test('what belongs to one authority is not found at another', async () => {
  const sent = await send();
  const pointId = await released(sent);
  const decisionId = await decided(pointId);
  const elsewhere = 'warrington';
  const attempts: (() => Promise<unknown>)[] = [
    () => findMessage(world.db, elsewhere, sent.messageId),
    () => openForScreening(world, duty, elsewhere, sent.messageId),
    () => openForModeration(world, worker, elsewhere, sent.messageId),
    () => findPoint(world.db, elsewhere, pointId),
    () => findDecision(world.db, elsewhere, decisionId),
    () => releasePoint(world, council, elsewhere, pointId, 1),
    () => publishAnswer(world, owner, elsewhere, decisionId, 1, answer),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
});
