import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { holdMessage } from '../../src/lib/moderation/hold-message.server.ts';
import { answerSender, noteReplyRead, openForModeration } from '../../src/lib/moderation/moderate.server.ts';
import { findPoint, findPoints } from '../../src/lib/moderation/point.queries.server.ts';
import { draftPoint, redraftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { handOver, openForScreening, passOn } from '../../src/lib/screening/screening.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, noteCheckBack } from '../../src/lib/voice/thread.server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const DUE = '2026-07-06T10:00:00.000Z';
const note = { what: 'Something worrying', whom: 'Not known', handTo: 'Children’s social care', dueAt: DUE };
const point = { text: 'Young people want to be asked first.', themeId: 'respect', commitmentIds: ['listen'] };
let duty = '';
let worker = '';
let council = '';

beforeAll(() => {
  duty = world.staff['safeguarding-duty'].personId;
  worker = world.staff['participation-worker'].personId;
  council = world.staff['council-member'].personId;
});

const send = (words = 'Take me back', key = aSendKey()): Promise<Sent> =>
  receiveMessage(world, here, aDraft(words), key);
const pass = ({ messageId }: Sent) => passOn(world, duty, here, messageId, EVERYTHING_SEEN);
const hold = ({ messageId }: Sent) => holdMessage(world, duty, here, messageId, note, EVERYTHING_SEEN);
const withdraw = ({ messageId }: Sent) => withdrawMessage(world, here, messageId);
const open = async ({ receipt }: Sent) => {
  const thread = await findThreadFor(world, here, receipt);
  if (!thread) throw new Error('The receipt should open its thread.');
  return thread;
};
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    ({ code }: { code?: string }) => code ?? 'thrown',
  );

/** Everything stored, but for the audit record: it keeps ids for ever, and no words. */
async function stored(): Promise<string> {
  const tables = (await world.db.introspection.getTables()).filter(({ name }) => !name.startsWith('audit_'));
  const rows = await Promise.all(
    tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(world.db)).rows),
  );
  return JSON.stringify(rows);
}

test('nothing of it is left, but a stone by which a late try is known', async () => {
  const key = aSendKey();
  const sent = await send('Take me back', key);
  await pass(sent);
  await addToThread(world, here, await open(sent), 'and this too', aSendKey());
  await answerSender(world, worker, here, sent.messageId, 'We read it.', aSendKey());
  expect(await stored()).toContain(sent.messageId);
  expect(await withdraw(sent)).toBe(true);
  expect(await stored()).not.toContain(sent.messageId);
  const stone = await world.db
    .selectFrom('removed_messages')
    .selectAll()
    .where('idem_hash', '=', hashSendKey(key))
    .execute();
  expect(stone).toEqual([
    { authority_id: here, idem_hash: hashSendKey(key), removed_at: world.clock().toISOString() },
  ]);
  const [deed] = await world.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('action', '=', 'message.withdrawn')
    .execute();
  expect(deed).toMatchObject({ actor: 'anonymous', object: sent.messageId, meta: '{}' });
  expect(await findBreak(world.db, world.auditKey, here)).toBeNull();
});

test('its receipt opens nothing afterwards, and taking it back again finds nothing', async () => {
  const sent = await send();
  const other = await send('Another stays');
  expect(await withdraw(sent)).toBe(true);
  expect(await findThreadFor(world, here, sent.receipt)).toBeNull();
  expect(await refusal(withdraw(sent))).toBe('not-found');
  expect((await open(other)).message.messageId).toBe(other.messageId);
});

test('pieces of its recording go with it, and nobody else’s', async () => {
  const sent = await send();
  const other = await send();
  const piece = (messageId: string) => ({
    authority_id: here,
    message_id: messageId,
    name: 'voice.0',
    hash: 'h',
    sealed: Buffer.from('sealed'),
    stored_at: world.clock().toISOString(),
    claimed: 1,
  });
  await world.db
    .insertInto('message_pieces')
    .values([sent, other].map(({ messageId }) => piece(messageId)))
    .execute();
  await withdraw(sent);
  const left = await world.db.selectFrom('message_pieces').select('message_id').execute();
  expect(left.map((row) => row.message_id)).toEqual([other.messageId]);
});

describe('kept by the duty team', () => {
  test('while it is held, and after it was handed over; let through again it may go', async () => {
    const held = await send();
    await hold(held);
    expect(await withdraw(held)).toBe(false);
    await handOver(world, duty, here, held.messageId, 'REF 1');
    expect(await withdraw(held)).toBe(false);
    expect((await open(held)).message.stage).toBe('handed-over');
    const again = await send();
    await hold(again);
    await pass(again);
    expect(await withdraw(again)).toBe(true);
    expect(await stored()).not.toContain(again.messageId);
  });

  test('where only something added later is held', async () => {
    const sent = await send();
    await pass(sent);
    await addToThread(world, here, await open(sent), 'He hits me', aSendKey());
    await holdMessage(world, duty, here, sent.messageId, note, EVERYTHING_SEEN, 'added');
    expect(await withdraw(sent)).toBe(false);
  });
});

describe('points made of it', () => {
  const release = async (pointId: string, version: number) => {
    for (const who of ['council-member', 'second-council-member'] as const)
      await releasePoint(world, world.staff[who].personId, here, pointId, version);
  };
  const drafted = async (...sent: Sent[]) => {
    for (const one of sent) await pass(one);
    return draftPoint(
      world,
      worker,
      here,
      sent.map(({ messageId }) => messageId),
      point,
    );
  };

  test('a draft of it alone goes with it', async () => {
    const sent = await send();
    const pointId = await drafted(sent);
    await withdraw(sent);
    expect(await refusal(findPoint(world.db, here, pointId))).toBe('not-found');
    expect(await stored()).not.toContain(pointId);
    expect(await refusal(releasePoint(world, council, here, pointId, 1))).toBe('not-found');
    expect(await refusal(redraftPoint(world, worker, here, pointId, 1, point))).toBe('moved-on');
  });

  test('a draft of several goes back to be worded anew, and counts those who are left', async () => {
    const [one, two] = [await send(), await send()];
    const pointId = await drafted(one, two);
    await withdraw(one);
    expect(await refusal(releasePoint(world, council, here, pointId, 1))).toBe('moved-on');
    expect(await findPoints(world.db, here, 'sent-back')).toMatchObject([
      { pointId, voices: 1, returnReason: expect.stringContaining('taken back') as string },
    ]);
    await redraftPoint(world, worker, here, pointId, 2, point);
    await release(pointId, 3);
    expect((await findPoint(world.db, here, pointId)).voices).toBe(1);
    expect((await open(two)).message.stage).toBe('shared');
  });

  test('a released one stays as it was frozen, and a decision about it still reaches the others', async () => {
    const [one, two] = [await send(), await send()];
    const pointId = await drafted(one, two);
    await release(pointId, 1);
    await withdraw(one);
    expect(await findPoint(world.db, here, pointId)).toMatchObject({ state: 'released', voices: 2 });
    const opened = {
      ownerId: council,
      ownerRole: 'Head of placements',
      dueOn: '2099-01-01',
      said: { en: 'You said something.' },
    };
    await openDecision(world, worker, here, [pointId], opened);
    expect(await tellSenders(world, here)).toBe(1);
    expect((await open(two)).message.stage).toBe('deciding');
  });
});

test('whoever has it open at the desk, or on a phone, is told that it is not there', async () => {
  const sent = await send();
  const thread = await open(sent);
  await withdraw(sent);
  const { messageId } = sent;
  const acts = {
    read: openForScreening(world, duty, here, messageId),
    moderate: openForModeration(world, worker, here, messageId),
    pass: pass(sent),
    hold: hold(sent),
    handOver: handOver(world, duty, here, messageId, 'REF'),
    answer: answerSender(world, worker, here, messageId, 'Too late', aSendKey()),
    had: answerSender(world, worker, here, messageId, 'Too late', aSendKey(), 'person'),
    noteRead: noteReplyRead(world, worker, here, messageId),
    draft: draftPoint(world, worker, here, [messageId], point),
    add: addToThread(world, here, thread, 'too late', aSendKey()),
    check: world.db
      .transaction()
      .execute((trx) => noteCheckBack(trx, world.auditKey, here, thread.message, 'yes', world.clock())),
  };
  const codes = await Promise.all(Object.values(acts).map(refusal));
  expect(new Set(codes)).toEqual(new Set(['not-found', 'moved-on']));
  expect(await stored()).not.toContain(messageId);
});

test('taken back at the moment somebody answers, adds or drafts: all of it is there or none', async () => {
  for (let round = 0; round < 6; round += 1) {
    const sent = await send();
    await pass(sent);
    const thread = await open(sent);
    const [gone, ...others] = await Promise.allSettled([
      withdraw(sent),
      addToThread(world, here, thread, 'At this moment', aSendKey()),
      answerSender(world, worker, here, sent.messageId, 'At this moment', aSendKey()),
      draftPoint(world, worker, here, [sent.messageId], point),
    ]);
    expect(gone).toEqual({ status: 'fulfilled', value: true });
    const codes = others.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
    );
    expect(codes.filter((code) => code !== 'not-found' && code !== 'moved-on')).toEqual([]);
    expect(await stored()).not.toContain(sent.messageId);
  }
});
