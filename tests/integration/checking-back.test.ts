import { beforeAll, describe, expect, test } from 'vitest';
import { countCheckBacks, findShownRates } from '../../src/lib/change/check-back.queries.server.ts';
import { reopenBecauseAccepted } from '../../src/lib/change/check-back.server.ts';
import { findDecision, findOwn } from '../../src/lib/change/decision.queries.server.ts';
import { holdMessage } from '../../src/lib/moderation/hold-message.server.ts';
import { settleReason } from '../../src/lib/moderation/settle-reason.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { toDay } from '../../src/lib/platform/clock.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import type { CheckBackAnswer } from '../../src/lib/voice/check-back.ts';
import type { Verdict } from '../../src/lib/voice/reason.ts';
import { findMessage } from '../../src/lib/voice/message.queries.server.ts';
import { findReasons } from '../../src/lib/voice/reasons.queries.server.ts';
import type { Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, readThread } from '../../src/lib/voice/thread.server.ts';
import type { OpenThread } from '../../src/lib/voice/thread.ts';
import { lookAfterDecisions } from '../../src/look-after-decisions.server.ts';
import {
  reasonFor,
  takeCheckBack,
} from '../../src/routes/[authority=authority]/[lang=language]/(young)/say/receipt/check-back.server.ts';
import { aDecision, aPoint, publish } from '../support/decisions.ts';
import { aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
let duty = '';
let worker = '';
let owner = '';

beforeAll(() => {
  duty = world.staff['safeguarding-duty'].personId;
  worker = world.staff['participation-worker'].personId;
  owner = world.staff['decision-owner'].personId;
});

/** Data keys by message: a receipt is slow to open on purpose, and is opened once here. */
const opened = new Map<string, OpenThread>();

async function openOf({ receipt, messageId }: Sent): Promise<OpenThread> {
  const open = opened.get(messageId) ?? (await findThreadFor(world, here, receipt));
  if (!open) throw new Error('The receipt should open its thread.');
  opened.set(messageId, open);
  return { ...open, message: await findMessage(world.db, here, messageId) };
}

const say = async (sent: Sent, decisionId: string, answer: CheckBackAnswer) =>
  takeCheckBack(world, here, await openOf(sent), decisionId, answer);

/** What was told of the decision in a thread, and where the message is. */
async function told(sent: Sent) {
  const { message, entries } = await readThread(world.db, here, await openOf(sent));
  const lines = entries.flatMap((entry) => (entry.kind === 'decision' ? [entry.move] : []));
  return { stage: message.stage, lines };
}

const decisionOf = (decisionId: string) => findDecision(world.db, here, decisionId);
const countsOf = async (decisionId: string, round: number, asking: 1 | 2) =>
  countCheckBacks(world.db, here, { decisionId, round }, asking);

async function answered(senders: number) {
  const { pointId, sent } = await aPoint(world, senders);
  const decisionId = await aDecision(world, [pointId], '2099-12-01');
  await publish(world, decisionId);
  return { decisionId, sent };
}

const days = (count: number) => world.pass(count * 24);

test('asked once, and three months later again: counted apart, never a third time, and then closed', async () => {
  const { decisionId, sent } = await answered(5);
  const [one, two, back, held, whole] = sent as [Sent, Sent, Sent, Sent, Sent];
  expect(await say(one, decisionId, 'yes')).toBeNull();
  expect(await say(one, decisionId, 'partly')).toBeNull();
  expect(await say(one, decisionId, 'yes')).toBeNull();
  expect(await countsOf(decisionId, 1, 1)).toEqual({ yes: 1, partly: 0, no: 0 });
  expect((await told(one)).stage).toBe('closed');
  await lookAfterDecisions(world, here);
  days(91);
  await lookAfterDecisions(world, here);
  expect((await told(two)).lines).toEqual(['decide', 'answer']);

  await withdrawMessage(world, here, back.messageId);
  await addToThread(world, here, await openOf(held), 'Something that worries people', aSendKey());
  const dueAt = new Date(world.clock().getTime() + 3_600_000).toISOString();
  const note = { what: 'Worried', whom: 'Not known', handTo: 'Social care', dueAt };
  await holdMessage(world, duty, here, held.messageId, note, EVERYTHING_SEEN, 'added');
  await holdMessage(world, duty, here, whole.messageId, note, EVERYTHING_SEEN);
  days(1);
  await Promise.all([lookAfterDecisions(world, here), lookAfterDecisions(world, here)]);
  days(-40);
  await lookAfterDecisions(world, here);
  days(41);
  await lookAfterDecisions(world, here);
  for (const sender of [one, two])
    expect(await told(sender)).toEqual({ stage: 'answered', lines: ['decide', 'answer', 'ask-again'] });
  for (const sender of [held, whole]) {
    expect((await told(sender)).lines).toEqual(['decide', 'answer']);
    expect(await say(sender, decisionId, 'no')).toMatch(/^done\.not(Open|Yours)$/);
  }

  expect(await say(one, decisionId, 'no')).toBeNull();
  expect(await countsOf(decisionId, 1, 1)).toEqual({ yes: 1, partly: 0, no: 0 });
  expect(await countsOf(decisionId, 1, 2)).toEqual({ yes: 0, partly: 0, no: 1 });
  days(120);
  await lookAfterDecisions(world, here);
  expect(await decisionOf(decisionId)).toMatchObject({ state: 'closed', answered: 'we-did' });
  expect(await told(two)).toEqual({ stage: 'closed', lines: ['decide', 'answer', 'ask-again', 'close'] });
  expect(await say(two, decisionId, 'no')).toBe('done.notOpen');
  days(200);
  await lookAfterDecisions(world, here);
  expect((await told(two)).lines).toHaveLength(4);
});

describe('not right', () => {
  test('three of four reopen it by themselves: a new round and day, all are told, and its owner has it first', async () => {
    await aDecision(world, [(await aPoint(world)).pointId], toDay(world.clock()));
    const { decisionId, sent } = await answered(5);
    const answers = ['yes', 'no', 'no'] as const;
    for (const [place, answer] of answers.entries())
      expect(await say(sent[place] as Sent, decisionId, answer)).toBeNull();
    expect(await decisionOf(decisionId)).toMatchObject({ state: 'we-did', round: 1 });
    const late = await Promise.all(sent.slice(3).map((one) => say(one, decisionId, 'no')));
    expect(late.filter((fault) => fault === null).length).toBeGreaterThanOrEqual(1);
    expect(late.filter((fault) => fault !== null && fault !== 'done.notOpen')).toEqual([]);
    await tellSenders(world, here);
    const decision = await decisionOf(decisionId);
    expect(decision).toMatchObject({ state: 'open', answered: 'we-did', round: 2 });
    expect(decision.dueOn > world.clock().toISOString().slice(0, 10)).toBe(true);
    for (const one of sent)
      expect(await told(one)).toEqual({ stage: 'deciding', lines: ['decide', 'answer', 'reopen'] });
    expect((await findOwn(world.db, here, owner))[0]?.decisionId).toBe(decisionId);
    expect(await say(sent[0] as Sent, decisionId, 'no')).toBe('done.notOpen');
    await publish(world, decisionId);
    expect(await countsOf(decisionId, 2, 1)).toEqual({ yes: 0, partly: 0, no: 0 });
    expect(await say(sent[0] as Sent, decisionId, 'yes')).toBeNull();
  });

  const settle = (messageId: string, entryId: string, verdict: Verdict) =>
    world.db.transaction().execute(async (trx) => {
      const words = { messageId, entryId };
      const reason = await settleReason(trx, world.ring, worker, here, words, verdict, world.clock());
      return reopenBecauseAccepted(trx, world.auditKey, here, reason, worker, world.clock());
    });

  test('one no with a reason that a moderator accepts reopens it, once it has passed screening', async () => {
    const { decisionId, sent } = await answered(1);
    const [one] = sent as [Sent];
    await say(one, decisionId, 'no');
    expect(await decisionOf(decisionId)).toMatchObject({ state: 'we-did' });
    const open = await openOf(one);
    const reason = await reasonFor(world, here, open, decisionId);
    const key = aSendKey();
    await addToThread(world, here, open, 'They still do not ask', key, reason);
    await addToThread(world, here, open, 'They still do not ask', key, reason);
    const [waiting, ...more] = await findReasons(world.db, here, one.messageId);
    expect([waiting, more]).toMatchObject([{ decisionId, round: 1, verdict: null }, []]);
    const { entryId = '' } = waiting ?? {};
    await expect(settle(one.messageId, entryId, 'accepted')).rejects.toMatchObject({ code: 'not-found' });
    await passOn(world, duty, here, one.messageId, EVERYTHING_SEEN);
    expect(await settle(one.messageId, entryId, 'accepted')).toBe(true);
    await tellSenders(world, here);
    expect(await decisionOf(decisionId)).toMatchObject({ state: 'open', round: 2 });
    expect((await told(one)).lines).toEqual(['decide', 'answer', 'reopen']);
    await expect(settle(one.messageId, entryId, 'accepted')).rejects.toMatchObject({ code: 'moved-on' });
    // Nothing of change's own holds a word of it, or whose it is.
    const kept = JSON.stringify(await world.db.selectFrom('outbox').select('body').execute());
    expect(kept).not.toContain('still do not ask');
    await withdrawMessage(world, here, one.messageId);
    expect(await findReasons(world.db, here, one.messageId)).toEqual([]);
  });

  test('a reason for an answer that was given before is settled, and reopens nothing that came since', async () => {
    const { decisionId, sent } = await answered(4);
    const [one, ...others] = sent as [Sent, ...Sent[]];
    await say(one, decisionId, 'partly');
    const open = await openOf(one);
    const reason = await reasonFor(world, here, open, decisionId);
    await addToThread(world, here, open, 'Only in the mornings', aSendKey(), reason);
    await passOn(world, duty, here, one.messageId, EVERYTHING_SEEN);
    for (const other of others) await say(other, decisionId, 'no');
    await publish(world, decisionId);
    const [waiting] = await findReasons(world.db, here, one.messageId);
    expect(await settle(one.messageId, waiting?.entryId ?? '', 'accepted')).toBe(false);
    expect(await decisionOf(decisionId)).toMatchObject({ state: 'we-did', round: 2 });
  });
});

test('what everyone sees stands still until five more have answered, and names no share below twenty', async () => {
  const { decisionId, sent } = await answered(16);
  const version = async () =>
    (
      await world.db
        .selectFrom('authorities')
        .select('content_version')
        .where('authority_id', '=', here)
        .executeTakeFirstOrThrow()
    ).content_version;
  const looks: string[] = [];
  const versions = new Set<number>();
  for (const [place, one] of sent.entries()) {
    await say(one, decisionId, place % 3 === 0 ? 'no' : 'yes');
    const rates = await findShownRates(world.db, here, await decisionOf(decisionId));
    looks.push(JSON.stringify(rates.first));
    versions.add(await version());
  }
  expect(new Set(looks.slice(0, 9))).toEqual(new Set(['{"tooFew":true}']));
  for (const from of [4, 9]) expect(new Set(looks.slice(from, from + 5)).size).toBe(1);
  // The page changed for the fifth, the tenth and the fifteenth, and for nobody else's answer.
  expect(versions.size).toBe(4);
});
