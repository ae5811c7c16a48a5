import { beforeAll, describe, expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { authorityOf } from '../../src/lib/authorities/authorities.queries.server.ts';
import {
  findAllDrafts,
  findDraftsFor,
  findNextDraft,
  findWaitingForSomebodyElse,
} from '../../src/lib/moderation/drafts.queries.server.ts';
import { findRepliesWaiting } from '../../src/lib/moderation/queue.queries.server.ts';
import { answerNotShared, proposeNotShared } from '../../src/lib/moderation/not-shared.server.ts';
import { findPoint } from '../../src/lib/moderation/point.queries.server.ts';
import { findReleasers, findWithholding } from '../../src/lib/moderation/release.queries.server.ts';
import {
  draftPoint,
  redraftPoint,
  releasePoint,
  sendPointBack,
} from '../../src/lib/moderation/release.server.ts';
import { skipDraft } from '../../src/lib/moderation/skip.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, readThread } from '../../src/lib/voice/thread.server.ts';
import { NOBODY } from '../support/queues.ts';
import { addStaff, aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const point = { text: 'Young people want to be asked first.', themeId: 'respect', commitmentIds: ['listen'] };
let duty = '';
let worker = '';
let council = '';
let second = '';

beforeAll(() => {
  const { staff } = world;
  duty = staff['safeguarding-duty'].personId;
  worker = staff['participation-worker'].personId;
  council = staff['council-member'].personId;
  second = staff['second-council-member'].personId;
});

async function passed(words = 'Nobody asked me'): Promise<Sent> {
  const sent = await receiveMessage(world, here, aDraft(words), aSendKey());
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  return sent;
}

async function drafted(...sent: Sent[]): Promise<string> {
  const messages = sent.length > 0 ? sent : [await passed()];
  return draftPoint(
    world,
    worker,
    here,
    messages.map(({ messageId }) => messageId),
    point,
  );
}

async function threadOf({ receipt }: Sent) {
  const open = await findThreadFor(world, here, receipt);
  if (!open) throw new Error('The receipt should open its thread.');
  return { open, ...(await readThread(world.db, here, open)) };
}

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    (answer) => `taken ${typeof answer === 'string' ? answer : ''}`.trim(),
    ({ code }: { code?: string }) => code ?? 'thrown',
  );

const listOf = async (personId: string) =>
  (await findDraftsFor(world.db, here, personId)).map((one) => one.point.pointId);

describe('two people release a point', () => {
  test('one notes it, nobody twice, another lets it go', async () => {
    const sent = await passed();
    const pointId = await drafted(sent);
    expect(await refusal(releasePoint(world, worker, here, pointId, 1))).toBe('not-yourself');
    expect(await releasePoint(world, council, here, pointId, 1)).toBe('noted');
    expect(await findPoint(world.db, here, pointId)).toMatchObject({ state: 'draft', version: 1 });
    expect((await threadOf(sent)).message.stage).toBe('drafted');
    expect(await listOf(council)).not.toContain(pointId);
    const waiting = (await findDraftsFor(world.db, here, second)).find(
      (one) => one.point.pointId === pointId,
    );
    expect(waiting).toMatchObject({ released: true });
    expect(JSON.stringify(waiting)).not.toContain(council);
    expect(await refusal(releasePoint(world, council, here, pointId, 1))).toBe('not-yourself');
    expect(await releasePoint(world, second, here, pointId, 1)).toBe('released');
    expect((await threadOf(sent)).message.stage).toBe('shared');
  });

  test('two at the same moment, many times: one release, one freeze', async () => {
    for (let round = 0; round < 5; round += 1) {
      const pointId = await drafted();
      const said = await Promise.all(
        [council, second, council, second].map((who) => refusal(releasePoint(world, who, here, pointId, 1))),
      );
      expect(said.filter((one) => one === 'taken released')).toHaveLength(1);
      expect(said.filter((one) => one === 'taken noted')).toHaveLength(1);
      const voices = await world.db
        .selectFrom('point_voices')
        .selectAll()
        .where('point_id', '=', pointId)
        .execute();
      expect(voices).toHaveLength(1);
      expect(await findPoint(world.db, here, pointId)).toMatchObject({ state: 'released', voices: 1 });
    }
    expect(await findBreak(world.db, world.auditKey, here)).toBeNull();
  });

  test('what was released of other words counts no more', async () => {
    const pointId = await drafted();
    await releasePoint(world, council, here, pointId, 1);
    await redraftPoint(world, worker, here, pointId, 1, { ...point, text: 'Other words.' });
    expect(await findReleasers(world.db, here, pointId, 2)).toEqual([]);
    expect(await refusal(releasePoint(world, second, here, pointId, 1))).toBe('moved-on');
    expect(await releasePoint(world, second, here, pointId, 2)).toBe('noted');
    await sendPointBack(world, council, here, pointId, 2, 'Say less.');
    await redraftPoint(world, worker, here, pointId, 3, point);
    expect(await releasePoint(world, second, here, pointId, 4)).toBe('noted');
    expect(await releasePoint(world, council, here, pointId, 4)).toBe('released');
    expect(await refusal(redraftPoint(world, worker, here, pointId, 5, point))).toBe('moved-on');
  });

  test('a small Council may be set to one; its writer still never counts', async () => {
    const elsewhere = 'warrington';
    const { settings } = await authorityOf(world.db, elsewhere);
    expect(settings.release.councilMembers).toBe(2);
    await world.db
      .updateTable('authorities')
      .set({ settings: JSON.stringify({ ...settings, release: { councilMembers: 1 } }) })
      .where('authority_id', '=', elsewhere)
      .execute();
    const staff = await addStaff(world.db, elsewhere);
    const sent = await receiveMessage(world, elsewhere, aDraft('One thing'), aSendKey());
    await passOn(world, staff['safeguarding-duty'].personId, elsewhere, sent.messageId, EVERYTHING_SEEN);
    const writer = staff['participation-worker'].personId;
    const theme = await world.db
      .selectFrom('themes')
      .select('theme_id')
      .where('authority_id', '=', elsewhere)
      .executeTakeFirstOrThrow();
    const draft = { text: 'One thing.', themeId: theme.theme_id, commitmentIds: [] };
    const pointId = await draftPoint(world, writer, elsewhere, [sent.messageId], draft);
    expect(await refusal(releasePoint(world, writer, elsewhere, pointId, 1))).toBe('not-yourself');
    const member = staff['council-member'].personId;
    expect(await releasePoint(world, member, elsewhere, pointId, 1)).toBe('released');
  });
});

describe('a commitment taken out of the promise', () => {
  test('stops a draft from being released until it is chosen anew, and leaves released points as they are', async () => {
    const gone = { ...point, commitmentIds: ['listen'] };
    const before = await drafted();
    for (const who of [council, second]) await releasePoint(world, who, here, before, 1);
    const pointId = await drafted();
    await releasePoint(world, council, here, pointId, 1);
    const row = await world.db
      .deleteFrom('commitments')
      .where('authority_id', '=', here)
      .where('commitment_id', '=', 'listen')
      .returningAll()
      .executeTakeFirstOrThrow();
    try {
      expect(await refusal(releasePoint(world, second, here, pointId, 1))).toBe('no-longer-promised');
      expect(await findPoint(world.db, here, before)).toMatchObject({
        state: 'released',
        commitmentIds: ['listen'],
      });
      await redraftPoint(world, worker, here, pointId, 1, { ...gone, commitmentIds: [] });
      expect(await releasePoint(world, second, here, pointId, 2)).toBe('noted');
    } finally {
      await world.db.insertInto('commitments').values(row).execute();
    }
  });
});

describe('skip, no questions asked', () => {
  test('leaves one list for good and no other; nobody is told who, and it waits for somebody else', async () => {
    const [one, two] = [await drafted(), await drafted()];
    expect(await findNextDraft(world.db, here, council, await findPoint(world.db, here, one))).not.toBe(one);
    const entries = () => world.db.selectFrom('audit_entries').select('seq').execute();
    const before = (await entries()).length;
    await skipDraft(world, council, here, one);
    await skipDraft(world, council, here, one);
    expect((await entries()).length).toBe(before);
    expect(await listOf(council)).not.toContain(one);
    expect(await listOf(council)).toContain(two);
    expect(await listOf(second)).toContain(one);
    const { settings } = await authorityOf(world.db, here);
    const drafts = await findAllDrafts(world.db, here);
    const stuck = await findWaitingForSomebodyElse(world.db, here, settings, drafts);
    expect([stuck.has(one), stuck.has(two)]).toEqual([true, false]);
    expect(JSON.stringify(drafts)).not.toContain(council);
    await redraftPoint(world, worker, here, one, 1, point);
    expect(await listOf(council)).not.toContain(one);
  });

  test('is forgotten once the point is no draft', async () => {
    const pointId = await drafted();
    await skipDraft(world, council, here, pointId);
    // Who skipped it may still be asked in person, and release it by its own address.
    for (const who of [second, council]) await releasePoint(world, who, here, pointId, 1);
    const left = await world.db
      .selectFrom('point_skips')
      .selectAll()
      .where('point_id', '=', pointId)
      .execute();
    expect(left).toEqual([]);
    expect(await refusal(skipDraft(world, council, here, pointId))).toBe('moved-on');
    expect(await refusal(skipDraft(world, council, here, 'no-such-point'))).toBe('not-found');
  });
});

describe('not for sharing', () => {
  const asCouncil = () => ({ personId: council, side: 'council' as const });
  const asWorker = () => ({ personId: worker, side: 'worker' as const });

  test('a Council member proposes, a worker confirms, and every sender reads why and what they can do', async () => {
    const both = [await passed('One'), await passed('Another')];
    const pointId = await drafted(...both);
    await proposeNotShared(world, asCouncil(), here, pointId, 1, 'own-matter');
    expect(await refusal(releasePoint(world, second, here, pointId, 1))).toBe('moved-on');
    const again = proposeNotShared(world, asWorker(), here, pointId, 1, 'said-already');
    expect(await refusal(again)).toBe('moved-on');
    const alone = answerNotShared(world, { personId: second, side: 'council' }, here, pointId, 1, true);
    expect(await refusal(alone)).toBe('not-yourself');
    expect(await listOf(second)).not.toContain(pointId);
    await answerNotShared(world, asWorker(), here, pointId, 1, true);
    expect((await findPoint(world.db, here, pointId)).state).toBe('not-shared');
    for (const sent of both) {
      const { message, entries } = await threadOf(sent);
      expect(message.stage).toBe('not-shared');
      expect(entries.slice(-2)).toMatchObject([
        { kind: 'moved', stage: 'not-shared' },
        { kind: 'not-shared', reason: 'own-matter' },
      ]);
    }
    const waiting = (await findRepliesWaiting(world.db, here, NOBODY)).map(({ messageId }) => messageId);
    expect(both.every(({ messageId }) => waiting.includes(messageId))).toBe(true);
    for (const who of [council, second])
      expect(await refusal(releasePoint(world, who, here, pointId, 1))).toBe('moved-on');
    const voices = await world.db
      .selectFrom('point_voices')
      .select('voice')
      .where('point_id', '=', pointId)
      .execute();
    expect(voices).toEqual([]);
  });

  test('its sender writes again: it is looked at again, and may become a point after all', async () => {
    const sent = await passed('The first words');
    const first = await drafted(sent);
    await proposeNotShared(world, asWorker(), here, first, 1, 'could-show-who');
    await answerNotShared(world, asCouncil(), here, first, 1, true);
    const { open } = await threadOf(sent);
    await addToThread(world, here, open, 'In another way', aSendKey());
    await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
    expect((await threadOf(sent)).message.stage).toBe('awaiting-moderation');
    const pointId = await drafted(sent);
    for (const who of [council, second]) await releasePoint(world, who, here, pointId, 1);
    expect((await threadOf(sent)).message.stage).toBe('shared');
    expect((await findPoint(world.db, here, first)).state).toBe('not-shared');
  });

  test('the other side may say no, and new words make the proposal void', async () => {
    const pointId = await drafted();
    await proposeNotShared(world, asWorker(), here, pointId, 1, 'not-about-council');
    expect(await listOf(council)).toContain(pointId);
    await answerNotShared(world, asCouncil(), here, pointId, 1, false);
    expect(await refusal(answerNotShared(world, asCouncil(), here, pointId, 1, true))).toBe('moved-on');
    await proposeNotShared(world, asWorker(), here, pointId, 1, 'said-already');
    await redraftPoint(world, worker, here, pointId, 1, point);
    const anew = await findPoint(world.db, here, pointId);
    expect(await findWithholding(world.db, here, anew)).toBeNull();
    expect(await releasePoint(world, council, here, pointId, 2)).toBe('noted');
  });

  test('confirmed and released at one moment, one of them happens', async () => {
    const pointId = await drafted();
    await releasePoint(world, council, here, pointId, 1);
    const said = await Promise.all([
      refusal(proposeNotShared(world, asWorker(), here, pointId, 1, 'said-already')),
      refusal(releasePoint(world, second, here, pointId, 1)),
    ]);
    expect(said.filter((one) => one.startsWith('taken'))).toHaveLength(1);
  });

  test('what its sender takes back leaves nothing of who proposed what', async () => {
    const sent = await passed();
    const pointId = await drafted(sent);
    await skipDraft(world, second, here, pointId);
    await proposeNotShared(world, asWorker(), here, pointId, 1, 'said-already');
    await answerNotShared(world, asCouncil(), here, pointId, 1, true);
    await withdrawMessage(world, here, sent.messageId);
    for (const table of ['points', 'point_releases', 'point_skips', 'point_withholdings'] as const) {
      const left = await world.db.selectFrom(table).selectAll().where('point_id', '=', pointId).execute();
      expect([table, left]).toEqual([table, []]);
    }
  });
});
