import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishAnswer } from '../../src/lib/change/decide.server.ts';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { askDutyToLook, holdMessage } from '../../src/lib/moderation/hold-message.server.ts';
import { answerSender, noteReplyRead, openForModeration } from '../../src/lib/moderation/moderate.server.ts';
import { findPersonsWanted } from '../../src/lib/moderation/queue.queries.server.ts';
import { findPoint } from '../../src/lib/moderation/point.queries.server.ts';
import { answerNotShared, proposeNotShared } from '../../src/lib/moderation/not-shared.server.ts';
import { draftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { findStaffNamed, noteAboutStaff } from '../../src/lib/screening/about-staff.server.ts';
import { findConflicts } from '../../src/lib/screening/conflicts.queries.server.ts';
import { findHiddenFromAllDuty } from '../../src/lib/screening/hidden-from-duty.queries.server.ts';
import { askForInterpreter } from '../../src/lib/screening/interpreters.server.ts';
import { findLateHolds } from '../../src/lib/screening/late-holds.queries.server.ts';
import { lookAtNew } from '../../src/lib/screening/look.server.ts';
import { findScreened } from '../../src/lib/screening/screened.queries.server.ts';
import { handOver, openForScreening, passOn } from '../../src/lib/screening/screening.server.ts';
import { findWaitingForInterpreter } from '../../src/lib/screening/translations.queries.server.ts';
import {
  askMachine,
  keepTranslation,
  openTranslations,
} from '../../src/lib/screening/translations.server.ts';
import { openTranslator } from '../../src/lib/screening/translator.server.ts';
import { askForPerson } from '../../src/lib/voice/ask-for-person.server.ts';
import { pastScreening, type Stage } from '../../src/lib/voice/journey.ts';
import { findMessage } from '../../src/lib/voice/message.queries.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, noteCheckBack, readThread } from '../../src/lib/voice/thread.server.ts';
import { startTranslationServer, type TranslationServer } from '../support/translation-server.ts';
import { findAwaitingScreening, NOBODY } from '../support/queues.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
let duty = '';
let worker = '';
let council = '';
let council2 = '';
let owner = '';
let server: TranslationServer;

beforeAll(async () => {
  duty = world.staff['safeguarding-duty'].personId;
  worker = world.staff['participation-worker'].personId;
  council = world.staff['council-member'].personId;
  council2 = world.staff['second-council-member'].personId;
  owner = world.staff['decision-owner'].personId;
  server = await startTranslationServer();
});
afterAll(() => server.stop());

const point = { text: 'Young people want to be asked first.', themeId: 'respect', commitmentIds: ['listen'] };
const note = {
  what: 'A bruise on the arm',
  whom: 'His little sister',
  handTo: 'Duty team',
  dueAt: '2026-07-06T10:00:00.000Z',
};
const send = (words = 'Nobody asked me', lang: 'en' | 'pl' = 'en') =>
  receiveMessage(world, here, aDraft(words, { lang }), aSendKey());
const pass = ({ messageId }: Sent) => passOn(world, duty, here, messageId, EVERYTHING_SEEN);
const hold = ({ messageId }: Sent, part?: 'added') =>
  holdMessage(world, duty, here, messageId, note, EVERYTHING_SEEN, part);
const stageOf = async ({ messageId }: Sent) => (await findMessage(world.db, here, messageId)).stage;
const open = async ({ receipt }: Sent) => {
  const thread = await findThreadFor(world, here, receipt);
  if (!thread) throw new Error('The receipt should open its thread.');
  return thread;
};
const linesOf = async (sent: Sent) =>
  (await readThread(world.db, here, await open(sent))).entries.map((entry) =>
    entry.kind === 'moved' ? entry.stage : entry.kind,
  );
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    ({ code }: { code?: string }) => code ?? 'thrown',
  );
const voicesOf = (pointId: string) =>
  world.db.selectFrom('point_voices').selectAll().where('point_id', '=', pointId).execute();
/** Everything stored, but for the audit record. */
async function stored(): Promise<string> {
  const tables = (await world.db.introspection.getTables()).filter(({ name }) => !name.startsWith('audit_'));
  const rows = await Promise.all(
    tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(world.db)).rows),
  );
  return JSON.stringify(rows);
}

/** Brings messages to a stage past screening, all in one point. @returns the point, or null where there is none yet. */
async function bringTo(stage: Stage, sent: Sent[]): Promise<string | null> {
  for (const one of sent) await pass(one);
  if (stage === 'awaiting-moderation') return null;
  const ids = sent.map(({ messageId }) => messageId);
  const pointId = await draftPoint(world, worker, here, ids, point);
  if (stage === 'drafted') return pointId;
  if (stage === 'not-shared') {
    await proposeNotShared(world, { personId: worker, side: 'worker' }, here, pointId, 1, 'own-matter');
    await answerNotShared(world, { personId: council, side: 'council' }, here, pointId, 1, true);
    return null;
  }
  await releasePoint(world, council, here, pointId, 1);
  await releasePoint(world, council2, here, pointId, 1);
  if (stage === 'shared') return pointId;
  const opened = {
    ownerId: owner,
    ownerRole: 'Head of placements',
    dueOn: '2099-01-01',
    said: { en: 'You said something.' },
  };
  const decisionId = await openDecision(world, worker, here, [pointId], opened);
  await tellSenders(world, here);
  if (stage === 'deciding') return pointId;
  await publishAnswer(world, owner, here, decisionId, 1, {
    state: 'we-did',
    answer: { en: { said: 'You said something.', answer: 'We did it.' } },
  });
  await tellSenders(world, here);
  if (stage === 'answered') return pointId;
  for (const one of sent) {
    const message = await findMessage(world.db, here, one.messageId);
    await world.db
      .transaction()
      .execute((trx) => noteCheckBack(trx, world.auditKey, here, message, 'yes', world.clock()));
  }
  return pointId;
}

describe('a hold from any stage', () => {
  test.each(pastScreening)(
    '%s: all of it is hidden, its sender is told kindly, it leaves its point and the numbers',
    async (stage) => {
      const [sent, other] = [await send('Held at last'), await send('Stays')];
      const pointId = await bringTo(stage, [sent, other]);
      expect([await stageOf(sent), await stageOf(other)]).toEqual([stage, stage]);
      await hold(sent);
      expect([await stageOf(sent), await stageOf(other)]).toEqual([
        'held',
        stage === 'drafted' ? 'drafted' : stage,
      ]);
      expect((await linesOf(sent)).at(-1)).toBe('held');
      const { messageId } = sent;
      const acts = [
        openForModeration(world, worker, here, messageId),
        answerSender(world, worker, here, messageId, 'Too late', aSendKey()),
        noteReplyRead(world, worker, here, messageId),
        askDutyToLook(world, worker, here, messageId, 'Me too'),
        draftPoint(world, worker, here, [messageId], point),
      ];
      const codes = await Promise.all(acts.map(refusal));
      expect(codes).toEqual(['not-found', 'not-found', 'not-found', 'moved-on', 'moved-on']);
      if (!pointId) return;
      const left = await findPoint(world.db, here, pointId);
      expect(left.voices).toBe(1);
      expect(left.state).toBe(stage === 'drafted' ? 'sent-back' : 'released');
      expect((await voicesOf(pointId)).length).toBe(stage === 'drafted' ? 0 : 1);
      if (stage === 'drafted') expect(left.returnReason).not.toMatch(/duty|hold|held/i);
      // A decision about the point still reaches the other, and leaves the held one alone.
      if (stage !== 'shared') return;
      const opened = {
        ownerId: owner,
        ownerRole: 'Head of placements',
        dueOn: '2099-01-01',
        said: { en: 'You said something.' },
      };
      await openDecision(world, worker, here, [pointId], opened);
      expect(await tellSenders(world, here)).toBe(1);
      expect([await stageOf(sent), await stageOf(other)]).toEqual(['held', 'deciding']);
    },
  );

  test('a draft of it alone goes; let through again it is waiting like any other', async () => {
    const sent = await send();
    const pointId = (await bringTo('drafted', [sent])) ?? '';
    await hold(sent);
    expect(await refusal(findPoint(world.db, here, pointId))).toBe('not-found');
    await pass(sent);
    expect(await stageOf(sent)).toBe('awaiting-moderation');
    const { entries } = await openForModeration(world, worker, here, sent.messageId);
    expect(entries[0]).toMatchObject({ words: 'Nobody asked me', screened: 'passed' });
    expect(await bringTo('awaiting-moderation', [])).toBeNull();
  });

  test('somebody who stands behind a point with another message is counted on', async () => {
    const [one, two] = [await send(), await send()];
    await world.db
      .updateTable('messages')
      .set({ person_id: 'a-made-up-young-person' })
      .where('message_id', 'in', [one.messageId, two.messageId])
      .execute();
    const pointId = (await bringTo('shared', [one, two])) ?? '';
    expect((await findPoint(world.db, here, pointId)).voices).toBe(1);
    await hold(one);
    expect((await findPoint(world.db, here, pointId)).voices).toBe(1);
    await hold(two);
    expect((await findPoint(world.db, here, pointId)).voices).toBe(0);
    expect(await voicesOf(pointId)).toEqual([]);
  });

  test('what another team has stays with it, whatever is let through of what came later', async () => {
    const sent = await send('Handed over words');
    await hold(sent);
    expect(await refusal(openForModeration(world, worker, here, sent.messageId))).toBe('not-found');
    await handOver(world, duty, here, sent.messageId, 'REF-1');
    expect(await refusal(openForModeration(world, worker, here, sent.messageId))).toBe('not-found');
    world.pass(1);
    await addToThread(world, here, await open(sent), 'A worrying reply', aSendKey());
    await hold(sent);
    await pass(sent);
    const { entries } = await openForModeration(world, worker, here, sent.messageId);
    expect(entries.flatMap((entry) => ('words' in entry ? [entry.words] : []))).toEqual(['A worrying reply']);
  });

  test('what happened and to whom is sealed, its time and team are not, and it goes with the message', async () => {
    const sent = await send();
    await hold(sent);
    const { holds } = await openForScreening(world, duty, here, sent.messageId);
    expect(holds).toMatchObject([{ ...{ what: note.what, whom: note.whom }, dueAt: note.dueAt, open: true }]);
    const all = await stored();
    expect([note.what, note.whom, note.dueAt].filter((one) => all.includes(one))).toEqual([note.dueAt]);
    await pass(sent);
    expect(await withdrawMessage(world, here, sent.messageId)).toBe(true);
    expect((await stored()).includes(sent.messageId)).toBe(false);
  });

  test('of two at once, one holds it', async () => {
    const sent = await send();
    await pass(sent);
    const codes = await Promise.all([hold(sent), hold(sent)].map(refusal));
    expect(codes.sort()).toEqual(['moved-on', 'taken']);
  });

  test('held while its draft is released: it is out of the numbers whoever is first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [sent, other] = [await send(), await send()];
      const pointId = (await bringTo('drafted', [sent, other])) ?? '';
      await releasePoint(world, council2, here, pointId, 1);
      await Promise.allSettled([hold(sent), releasePoint(world, council, here, pointId, 1)]);
      expect(await stageOf(sent)).toBe('held');
      const { voices, state } = await findPoint(world.db, here, pointId);
      expect(voices).toBe(1);
      expect((await voicesOf(pointId)).length).toBe(state === 'released' ? 1 : 0);
    }
  });

  test('the duty team finds what it screened before, newest first, page by page', async () => {
    const sent = await send();
    await pass(sent);
    const { messages, before } = await findScreened(world.db, here, duty, null);
    expect(messages.map(({ messageId }) => messageId)).toContain(sent.messageId);
    expect(before).toBeNull();
    const last = messages.at(-1)!;
    const end = `${last.receivedAt}_${last.messageId}`;
    expect((await findScreened(world.db, here, duty, end)).messages).toEqual([]);
  });
});

describe('asking the duty team to look', () => {
  test.each(['awaiting-moderation', 'drafted', 'shared', 'answered'] as const)(
    'at %s hides the words from moderation until they pass again, with a sealed note why',
    async (stage) => {
      const sent = await send('Maybe grave');
      const pointId = await bringTo(stage, [sent]);
      await askDutyToLook(world, worker, here, sent.messageId, 'He writes of a belt');
      expect((await stored()).includes('He writes of a belt')).toBe(false);
      const isOut = stage === 'shared' || stage === 'answered';
      expect(await stageOf(sent)).toBe(isOut ? stage : 'awaiting-screening');
      const queue = (await findAwaitingScreening(world.db, here)).map(({ messageId }) => messageId);
      expect(queue).toContain(sent.messageId);
      if (isOut) {
        const { entries } = await openForModeration(world, worker, here, sent.messageId);
        expect(entries.filter((entry) => entry.kind === 'said')).toEqual([]);
        expect((await findPoint(world.db, here, pointId ?? '')).voices).toBe(1);
      } else {
        expect(await refusal(openForModeration(world, worker, here, sent.messageId))).toBe('not-found');
        expect((await linesOf(sent)).at(-1)).toBe('awaiting-screening');
        if (pointId) expect(await refusal(findPoint(world.db, here, pointId))).toBe('not-found');
      }
      expect(await refusal(askDutyToLook(world, worker, here, sent.messageId, 'Again'))).toBe('moved-on');
      const { asks } = await openForScreening(world, duty, here, sent.messageId);
      expect(asks).toMatchObject([{ why: 'He writes of a belt', askedBy: worker, open: true }]);
      // It stays until they have looked.
      expect(await withdrawMessage(world, here, sent.messageId)).toBe(false);
      await pass(sent);
      expect((await openForScreening(world, duty, here, sent.messageId)).asks[0]?.open).toBe(false);
      const { entries } = await openForModeration(world, worker, here, sent.messageId);
      expect(entries[0]).toMatchObject({ words: 'Maybe grave' });
      expect(await withdrawMessage(world, here, sent.messageId)).toBe(true);
      expect((await stored()).includes(sent.messageId)).toBe(false);
    },
  );
});

describe('a late hand-over', () => {
  test('is told by reference, wider as it gets later, until it is handed over', async () => {
    const sent = await send('Late words');
    const now = world.clock();
    const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    const dueAt = at(1).toISOString();
    await holdMessage(world, duty, here, sent.messageId, { ...note, dueAt }, EVERYTHING_SEEN);
    const { hold_id: holdId } = await world.db
      .selectFrom('holds')
      .select('hold_id')
      .where('message_id', '=', sent.messageId)
      .executeTakeFirstOrThrow();
    const late = async (hours: number, askedBy = '') =>
      (await findLateHolds(world.db, here, at(hours), askedBy)).find((one) => one.holdId === holdId);
    expect(await late(0.9)).toBeUndefined();
    expect(await late(1.5)).toEqual({
      holdId,
      heldAt: now.toISOString(),
      dueAt,
      handedTo: 'Duty team',
      hoursLate: 0.5,
      told: ['safeguarding-duty'],
    });
    expect((await late(2))?.told).toEqual(['safeguarding-duty', 'service-lead']);
    expect((await late(5))?.told).toEqual(['safeguarding-duty', 'service-lead', 'advocate']);
    const lead = world.staff['service-lead'].personId;
    await noteAboutStaff(world, duty, here, sent.messageId, { add: [lead], remove: [] });
    expect(await late(5, lead)).toBeUndefined();
    expect(await late(5, world.staff.advocate.personId)).toBeDefined();
    await handOver(world, duty, here, sent.messageId, 'REF-7');
    expect(await late(5)).toBeUndefined();
  });
});

describe('a message about a member of staff', () => {
  const named = () => world.staff['safeguarding-duty'].displayName;

  test('who is on duty and named in full never gets it; it escalates, and somebody else can correct it', async () => {
    const sent = await send(`${named()} shouted at me`);
    const calm = await send('Safeguarding is a long word');
    await lookAtNew(world);
    expect(await findConflicts(world.db, here, sent.messageId)).toEqual([duty]);
    expect(await findConflicts(world.db, here, calm.messageId)).toEqual([]);
    expect(await refusal(openForScreening(world, duty, here, sent.messageId))).toBe('not-found');
    expect(await findHiddenFromAllDuty(world.db, here)).toEqual([
      { messageId: sent.messageId, receivedAt: world.clock().toISOString() },
    ]);
    expect(await findHiddenFromAllDuty(world.db, here, duty)).toEqual([]);
    // A service lead is given the role as well, and then looks.
    const lead = world.staff['service-lead'].personId;
    await world.db
      .insertInto('person_roles')
      .values({ authority_id: here, person_id: lead, role: 'safeguarding-duty' })
      .execute();
    expect(await findHiddenFromAllDuty(world.db, here)).toEqual([]);
    expect((await openForScreening(world, lead, here, sent.messageId)).thread.message.messageId).toBe(
      sent.messageId,
    );
    await noteAboutStaff(world, lead, here, sent.messageId, { add: [], remove: [duty] });
    expect(await refusal(openForScreening(world, duty, here, sent.messageId))).toBe('taken');
    const proposed = await findStaffNamed(world, lead, here, sent.messageId);
    expect(proposed.filter(({ found }) => found === 'full')).toMatchObject([
      { personId: duty, ticked: false, noted: false },
    ]);
    await addToThread(world, here, await open(sent), 'One more thing', aSendKey());
    await lookAtNew(world);
    expect(await findConflicts(world.db, here, sent.messageId)).toEqual([]);
    await world.db
      .deleteFrom('person_roles')
      .where('person_id', '=', lead)
      .where('role', '=', 'safeguarding-duty')
      .execute();
  });

  test('opened before anybody looked, or added to later, it is hidden all the same', async () => {
    const sent = await send(`It was ${named()}`);
    expect(await refusal(openForScreening(world, duty, here, sent.messageId))).toBe('not-found');
    const later = await send('Something calm');
    await pass(later);
    await addToThread(world, here, await open(later), `and ${named()} laughed`, aSendKey());
    expect(await refusal(openForScreening(world, duty, here, later.messageId))).toBe('not-found');
    // Somebody who was not on duty when it was looked at.
    const advocate = world.staff.advocate;
    const before = await send(`Why does ${advocate.displayName} know?`);
    await lookAtNew(world);
    const role = { authority_id: here, person_id: advocate.personId, role: 'safeguarding-duty' };
    await world.db.insertInto('person_roles').values(role).execute();
    expect(await refusal(openForScreening(world, advocate.personId, here, before.messageId))).toBe(
      'not-found',
    );
    await world.db
      .deleteFrom('person_roles')
      .where('person_id', '=', advocate.personId)
      .where('role', '=', 'safeguarding-duty')
      .execute();
  });

  test('ticked, it is not there for them in any use case, and the audit record does not say whom it is about', async () => {
    const sent = await send('Mrs W reads my post');
    await pass(sent);
    await askForPerson(world, here, await open(sent), { who: 'anyone', words: '' }, aSendKey());
    expect(
      await noteAboutStaff(world, duty, here, sent.messageId, { add: [worker, 'nobody'], remove: [] }),
    ).toBe(false);
    const { messageId } = sent;
    const words = { authorityId: here, messageId, entryId: 'x' };
    const acts = [
      openForModeration(world, worker, here, messageId),
      answerSender(world, worker, here, messageId, 'Hello', aSendKey(), 'person'),
      noteReplyRead(world, worker, here, messageId),
      draftPoint(world, worker, here, [messageId], point),
      askDutyToLook(world, worker, here, messageId, 'Hm'),
      openForScreening(world, worker, here, messageId),
      passOn(world, worker, here, messageId, EVERYTHING_SEEN),
      holdMessage(world, worker, here, messageId, note, EVERYTHING_SEEN),
      handOver(world, worker, here, messageId, 'REF'),
      noteAboutStaff(world, worker, here, messageId, { add: [], remove: [worker] }),
      keepTranslation(world, worker, words, 'moderation', { words: 'x', isDone: false }),
      askForInterpreter(world, worker, here, messageId, 'pl'),
    ];
    expect(new Set(await Promise.all(acts.map(refusal)))).toEqual(new Set(['not-found']));
    expect(await findConflicts(world.db, here, messageId)).toEqual([worker]);
    const deeds = await world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('object', '=', messageId)
      .execute();
    expect(JSON.stringify(deeds)).not.toContain(worker);
    // Somebody else in moderation still has it.
    const other = world.staff.advocate.personId;
    expect((await openForModeration(world, other, here, messageId)).message.messageId).toBe(messageId);
    expect((await findPersonsWanted(world.db, here, NOBODY)).map((one) => one.messageId)).toContain(
      messageId,
    );
  });

  test('whoever ticks themselves is told so, and cannot take it back', async () => {
    const sent = await send('About somebody');
    expect(await noteAboutStaff(world, duty, here, sent.messageId, { add: [duty], remove: [] })).toBe(true);
    const undo = noteAboutStaff(world, duty, here, sent.messageId, { add: [], remove: [duty] });
    expect(await refusal(undo)).toBe('not-found');
    expect(await refusal(pass(sent))).toBe('not-found');
    expect(await stageOf(sent)).toBe('awaiting-screening');
  });
});

describe('a translation', () => {
  const polish = async () => {
    const sent = await send('Nikt mnie nie zauważy tu', 'pl');
    await pass(sent);
    const { entries } = await openForModeration(world, worker, here, sent.messageId);
    return { sent, words: { authorityId: here, messageId: sent.messageId, entryId: entries[0]!.entryId } };
  };
  const machine = () => ({ ...world, translator: openTranslator({ url: server.url, key: null }, 300) });

  test('by a machine and by a person are both kept, sealed, told apart, and gone with the message', async () => {
    const { sent, words } = await polish();
    server.mood = 'translates';
    expect(await askMachine(machine(), worker, words, 'moderation')).toBeNull();
    await askForInterpreter(world, worker, here, words.messageId, 'pl');
    await askForInterpreter(world, worker, here, words.messageId, 'pl');
    const waiting = async (who: string) =>
      (await findWaitingForInterpreter(world.db, here, who, 'moderation')).filter(
        ({ messageId }) => messageId === words.messageId,
      );
    expect(await waiting(worker)).toMatchObject([{ lang: 'pl' }]);
    const byHand = { words: 'Nobody listens to me', isDone: true };
    await keepTranslation(world, worker, words, 'moderation', byHand);
    expect(await waiting(worker)).toEqual([]);
    const shown = await openTranslations(world, here, words.messageId, [words.entryId]);
    expect(shown.map(({ kind, words: said, madeBy }) => [kind, said, madeBy]).sort()).toEqual([
      ['machine', `In English: ${[...'Nikt mnie nie zauważy tu'].reverse().join('')}`, worker],
      ['person', 'Nobody listens to me', worker],
    ]);
    expect(await openTranslations(world, here, words.messageId, [])).toEqual([]);
    const all = await stored();
    expect(['In English', 'Nobody listens', 'zauważy tu'].filter((one) => all.includes(one))).toEqual([]);
    const deeds = await world.db
      .selectFrom('audit_entries')
      .select(['action', 'meta'])
      .where('object', '=', words.messageId)
      .where('action', 'like', '%translat%')
      .orderBy('seq')
      .execute();
    expect(deeds).toEqual([
      { action: 'message.sent-to-translator', meta: '{}' },
      { action: 'message.translated', meta: '{"kind":"machine","to":"en"}' },
      { action: 'message.translated', meta: '{"kind":"person","to":"en"}' },
    ]);
    await askForInterpreter(world, worker, here, words.messageId, 'pl');
    await noteAboutStaff(world, duty, here, words.messageId, { add: [council], remove: [] });
    await withdrawMessage(world, here, sent.messageId);
    expect((await stored()).includes(words.messageId)).toBe(false);
  });

  test('that fails is told, and loses nothing', async () => {
    const { words } = await polish();
    server.mood = 'fails';
    expect(await askMachine(machine(), worker, words, 'moderation')).toBe('broken');
    server.mood = 'hangs';
    expect(await askMachine(machine(), worker, words, 'moderation')).toBe('no-answer');
    expect(await openTranslations(world, here, words.messageId, [words.entryId])).toEqual([]);
    expect((await openForModeration(world, worker, here, words.messageId)).entries[0]).toMatchObject({
      words: 'Nikt mnie nie zauważy tu',
    });
  });

  test('is of words that may be read: nothing else leaves this server', async () => {
    const { sent, words } = await polish();
    await hold(sent);
    server.mood = 'translates';
    server.asked = [];
    expect(await refusal(askMachine(machine(), worker, words, 'moderation'))).toBe('not-found');
    const text = { words: 'x', isDone: false };
    expect(await refusal(keepTranslation(world, worker, words, 'moderation', text))).toBe('not-found');
    expect(await refusal(askMachine(machine(), duty, { ...words, entryId: 'x' }, 'screening'))).toBe(
      'not-found',
    );
    expect(server.asked).toEqual([]);
    expect(await askMachine(machine(), duty, words, 'screening')).toBeNull();
    expect(server.asked).toHaveLength(1);
  });
});
