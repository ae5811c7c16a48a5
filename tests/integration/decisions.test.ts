import { beforeAll, describe, expect, test } from 'vitest';
import { authorityOf } from '../../src/lib/authorities/authorities.queries.server.ts';
import { addPoints, takePointOut } from '../../src/lib/change/change-points.server.ts';
import { findDecision } from '../../src/lib/change/decision.queries.server.ts';
import { findEvidence } from '../../src/lib/change/evidence.queries.server.ts';
import { addEvidence, takeEvidenceAway } from '../../src/lib/change/keep-evidence.server.ts';
import { findDelays, moveDueDay } from '../../src/lib/change/move-due-day.server.ts';
import { noteLateness } from '../../src/lib/change/note-lateness.server.ts';
import { reopenDecision } from '../../src/lib/change/decide.server.ts';
import { findUndecided } from '../../src/lib/change/undecided.queries.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { findLateStages } from '../../src/lib/voice/late-stages.queries.server.ts';
import { findMessage } from '../../src/lib/voice/message.queries.server.ts';
import type { Sent } from '../../src/lib/voice/send.server.ts';
import { findThreadFor, readThread } from '../../src/lib/voice/thread.server.ts';
import { aDecision, aPoint, publish } from '../support/decisions.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
let worker = '';
let owner = '';

beforeAll(() => {
  worker = world.staff['participation-worker'].personId;
  owner = world.staff['decision-owner'].personId;
});

const stageOf = async (sent: Sent | undefined) =>
  (await findMessage(world.db, here, sent?.messageId ?? '')).stage;

async function toldIn(sent: Sent | undefined): Promise<string[]> {
  const open = sent && (await findThreadFor(world, here, sent.receipt));
  if (!open) throw new Error('The receipt should open its thread.');
  const { entries } = await readThread(world.db, here, open);
  return entries.flatMap((entry) => (entry.kind === 'decision' ? [entry.move] : []));
}

const versionOf = async (decisionId: string) => (await findDecision(world.db, here, decisionId)).version;

async function deedsOn(object: string, action: string): Promise<Record<string, string>[]> {
  const rows = await world.db
    .selectFrom('audit_entries')
    .select('meta')
    .where('authority_id', '=', here)
    .where('object', '=', object)
    .where('action', '=', action)
    .orderBy('seq')
    .execute();
  return rows.map((row) => JSON.parse(row.meta) as Record<string, string>);
}

describe('points', () => {
  test('added later, their senders are told; taken out, they wait for another decision, and are told that', async () => {
    const [first, second] = [await aPoint(world), await aPoint(world, 2)];
    const decisionId = await aDecision(world, [first.pointId], '2026-08-03');
    await addPoints(world, worker, here, decisionId, await versionOf(decisionId), [second.pointId]);
    await tellSenders(world, here);
    for (const sent of second.sent) {
      expect(await stageOf(sent)).toBe('deciding');
      expect(await toldIn(sent)).toEqual(['decide']);
    }
    expect(await toldIn(first.sent[0])).toEqual(['decide']);

    await takePointOut(world, worker, here, decisionId, await versionOf(decisionId), second.pointId);
    await tellSenders(world, here);
    for (const sent of second.sent) {
      expect(await stageOf(sent)).toBe('shared');
      expect(await toldIn(sent)).toEqual(['decide', 'take-out']);
    }
    await publish(world, decisionId);
    expect(await toldIn(second.sent[0])).toEqual(['decide', 'take-out']);
    expect(await toldIn(first.sent[0])).toEqual(['decide', 'answer']);
    const other = await aDecision(world, [second.pointId], '2026-08-03');
    expect((await findDecision(world.db, here, other)).pointIds).toEqual([second.pointId]);
  });

  test('of another decision, not released, from an old page, or the last one: a clear no, and nothing changed', async () => {
    const [one, other, free] = [await aPoint(world), await aPoint(world), await aPoint(world)];
    const decisionId = await aDecision(world, [one.pointId], '2026-08-03');
    const taken = await aDecision(world, [other.pointId], '2026-08-03');
    const version = await versionOf(decisionId);
    const add = (ids: string[], from = version) => addPoints(world, worker, here, decisionId, from, ids);
    await expect(add([free.pointId, other.pointId])).rejects.toMatchObject({ code: 'moved-on' });
    await expect(add([free.pointId, 'nothing'])).rejects.toMatchObject({ code: 'not-found' });
    await expect(add([free.pointId], version + 1)).rejects.toMatchObject({ code: 'moved-on' });
    await expect(takePointOut(world, worker, here, decisionId, version, one.pointId)).rejects.toMatchObject({
      code: 'moved-on',
    });
    await expect(takePointOut(world, worker, here, decisionId, version, other.pointId)).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    );
    expect((await findDecision(world.db, here, decisionId)).pointIds).toEqual([one.pointId]);
    expect((await findDecision(world.db, here, taken)).pointIds).toEqual([other.pointId]);
    await tellSenders(world, here);
    expect(await toldIn(free.sent[0])).toEqual([]);
    const undecided = (await findUndecided(world.db, here, null)).points.map(({ pointId }) => pointId);
    expect(undecided).toContain(free.pointId);
    expect(undecided).not.toContain(one.pointId);
  });

  test('without a decision are listed newest first, a page at a time, each once', async () => {
    const { pointId } = await aPoint(world);
    const copies = Array.from({ length: 70 }, (_, place) => `copy-${String(place).padStart(3, '0')}`);
    const row = await world.db
      .selectFrom('points')
      .selectAll()
      .where('point_id', '=', pointId)
      .executeTakeFirstOrThrow();
    await world.db
      .insertInto('points')
      .values(copies.map((id) => ({ ...row, point_id: id, released_at: '2026-01-01T09:00:00.000Z' })))
      .execute();
    const seen: string[] = [];
    let pages = 0;
    for (let page = await findUndecided(world.db, here, null); ; pages += 1) {
      seen.push(...page.points.map((one) => one.pointId));
      if (!page.after) break;
      page = await findUndecided(world.db, here, page.after);
    }
    expect(pages).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-70)).toEqual([...copies].reverse());
  });
});

describe('a later day', () => {
  test('is given with its reason, more than once, and everybody is told', async () => {
    const { pointId, sent } = await aPoint(world, 2);
    const decisionId = await aDecision(world, [pointId], '2026-08-03');
    const move = async (dueOn: string, because: string) =>
      moveDueDay(world, owner, here, decisionId, await versionOf(decisionId), {
        dueOn,
        because: { en: because, ar: `${because} (ar)` },
      });
    await move('2026-08-10', 'The builders are late.');
    await move('2026-08-17', 'The builders are later.');
    await expect(move('2026-08-12', 'Back again.')).rejects.toMatchObject({ code: 'moved-on' });
    await tellSenders(world, here);
    expect(await toldIn(sent[1])).toEqual(['decide', 'longer', 'longer']);
    expect(await findDelays(world.db, here, decisionId)).toMatchObject([
      { number: 1, dueOn: '2026-08-10', because: { en: 'The builders are late.' } },
      { number: 2, dueOn: '2026-08-17', because: { ar: 'The builders are later. (ar)' } },
    ]);
    expect(await findDecision(world.db, here, decisionId)).toMatchObject({
      dueOn: '2026-08-17',
      state: 'open',
    });
    expect(await deedsOn(decisionId, 'decision.due-day-moved')).toEqual([
      { from: '2026-08-03', to: '2026-08-10' },
      { from: '2026-08-10', to: '2026-08-17' },
    ]);
    await publish(world, decisionId);
    await expect(move('2026-09-01', 'After the answer.')).rejects.toMatchObject({ code: 'moved-on' });
  });

  test('that passed between reading the form and sending it is refused, when opening too', async () => {
    const { pointId } = await aPoint(world);
    await expect(aDecision(world, [pointId], '2026-07-05')).rejects.toMatchObject({ code: 'moved-on' });
    const decisionId = await aDecision(world, [pointId], '2026-07-06');
    const version = await versionOf(decisionId);
    world.pass(72);
    const longer = { dueOn: '2026-07-07', because: { en: 'Too late.' } };
    await expect(moveDueDay(world, owner, here, decisionId, version, longer)).rejects.toMatchObject({
      code: 'moved-on',
    });
    world.pass(-72);
  });
});

describe('evidence', () => {
  const proof = {
    words: { en: 'The new rota is up.' },
    link: null,
    happenedOn: '2026-07-01',
    isPublic: false,
  };

  test('is shown to the desk, and to everyone where it is marked so; sent twice it is there once', async () => {
    const decisionId = await aDecision(world, [(await aPoint(world)).pointId], '2026-08-03');
    await addEvidence(world, owner, here, decisionId, proof);
    await addEvidence(world, owner, here, decisionId, proof);
    const open = { ...proof, link: 'https://example.org/rota', isPublic: true };
    await addEvidence(world, worker, here, decisionId, open);
    expect(await findEvidence(world.db, here, decisionId, 'the-desk')).toHaveLength(2);
    const everyone = await findEvidence(world.db, here, decisionId, 'everyone');
    expect(everyone).toMatchObject([open]);
    await takeEvidenceAway(world, worker, here, decisionId, everyone[0]?.evidenceId ?? '');
    expect(await findEvidence(world.db, here, decisionId, 'everyone')).toEqual([]);
    expect(await deedsOn(decisionId, 'decision.evidence-added')).toEqual([
      { public: 'no' },
      { public: 'yes' },
    ]);
    expect(await findEvidence(world.db, 'warrington', decisionId, 'the-desk')).toEqual([]);
    await expect(addEvidence(world, owner, 'warrington', decisionId, proof)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('lateness', () => {
  const steps = async (decisionId: string) =>
    (await deedsOn(decisionId, 'decision.late')).map(({ step, due }) => `${step} ${due}`);

  test('reaches the owner, the service lead, the advocate, each once, whatever the clock does', async () => {
    const { pointId, sent } = await aPoint(world);
    const decisionId = await aDecision(world, [pointId], '2026-07-06');
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual([]);
    world.pass(24);
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual(['owner 2026-07-06']);
    world.pass(6 * 24);
    await Promise.all([noteLateness(world, here), noteLateness(world, here)]);
    world.pass(-20 * 24);
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual(['owner 2026-07-06', 'service-lead 2026-07-06']);
    world.pass(60 * 24);
    await noteLateness(world, here);
    await noteLateness(world, here);
    const all = ['owner', 'service-lead', 'advocate'].map((step) => `${step} 2026-07-06`);
    expect(await steps(decisionId)).toEqual(all);

    const longer = { dueOn: '2026-08-24', because: { en: 'We wait for the builders.' } };
    await moveDueDay(world, owner, here, decisionId, await versionOf(decisionId), longer);
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual(all);
    world.pass(24 * 7);
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual([...all, 'owner 2026-08-24']);

    await publish(world, decisionId);
    await noteLateness(world, here);
    await reopenDecision(world, worker, here, decisionId, await versionOf(decisionId), '2026-09-01');
    world.pass(24 * 7);
    await noteLateness(world, here);
    expect(await steps(decisionId)).toEqual([...all, 'owner 2026-08-24', 'owner 2026-09-01']);

    await tellSenders(world, here);
    const { stageDays } = (await authorityOf(world.db, here)).settings;
    const wayOn = new Date(world.clock().getTime() + 200 * 86_400_000);
    const late = await findLateStages(world.db, here, stageDays, wayOn);
    const deciding = late.find(({ stage }) => stage === 'deciding');
    expect(deciding?.references).toContain(sent[0]?.messageId.slice(-12));
    expect(late.map(({ count }) => count > 0)).not.toContain(false);
  });
});
