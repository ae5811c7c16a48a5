import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { up } from '../../migrations/2026-11-23-queues.ts';
import {
  countForModeration,
  findPersonsWanted,
  findRepliesWaiting,
  moderationQueue,
} from '../../src/lib/moderation/queue.queries.server.ts';
import {
  countHoldsDue,
  countQueue,
  findHoldsDue,
  findQueuePage,
  screeningQueue,
  type Queue,
} from '../../src/lib/screening/queue.queries.server.ts';
import { holdMessage } from '../../src/lib/moderation/hold-message.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { minutesAfter, toInstant } from '../../src/lib/platform/clock.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { claim, findClaims, letGo } from '../../src/lib/voice/claims.server.ts';
import { readPlace, writePlace } from '../../src/lib/voice/queue.ts';
import { askForPerson } from '../../src/lib/voice/ask-for-person.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor } from '../../src/lib/voice/thread.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { NOBODY } from '../support/queues.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();

const aHold = { what: 'x', whom: 'y', handTo: 'z', dueAt: '2099-01-01T00:00:00.000Z' };
const here = 'warrington';
const LATE = '2026-07-01T00:00:00.000Z';

interface Made {
  danger: number;
  wants_person: number;
  since: string;
  id: string;
}

/** Messages in both queues, without words: the queues look at nothing else. */
async function fill(made: Omit<Made, 'id'>[]): Promise<Made[]> {
  const rows = made.map((one) => ({ ...one, id: newId() }));
  for (const queue of ['to screen', 'to moderate'])
    await world.db
      .insertInto('messages')
      .values(
        rows.map(({ danger, wants_person, since, id }) => ({
          authority_id: here,
          message_id: queue === 'to screen' ? id : `m-${id}`,
          received_at: since,
          lang: 'en',
          theme_id: null,
          commitment_id: null,
          mood: null,
          wants_answer: 1,
          danger,
          wants_person,
          reply_waiting: 0,
          stage: queue === 'to screen' ? 'awaiting-screening' : 'awaiting-moderation',
          stage_since: since,
          awaiting_since: queue === 'to screen' ? since : null,
          version: 1,
          idem_hash: `${queue}${id}`,
          payload_mac: '',
          receipt_lookup: `${queue}${id}`,
        })),
      )
      .execute();
  return rows;
}

const emptied = () => world.db.deleteFrom('messages').where('authority_id', '=', here).execute();

/** Walks through all pages, as somebody who follows the link at the end of each. */
async function walk(queue: Queue, limit: number, between: () => Promise<unknown> = async () => undefined) {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const asked = { lateBefore: LATE, limit, after: readPlace(after) };
    const page = await findQueuePage(world.db, here, NOBODY, queue, asked);
    seen.push(...page.messages.map(({ messageId }) => messageId.replace('m-', '')));
    after = page.next && writePlace(page.next);
    await between();
  } while (after);
  return seen;
}

/** Most urgent first, and newest first within an urgency: the rule, in other words than the query. */
const inOrder = (made: Made[]) =>
  [...made]
    .sort((one, other) => {
      const keys = ({ danger, wants_person, since, id }: Made) =>
        `${danger}${wants_person}${danger + wants_person === 0 && since < LATE ? 1 : 0}${since}${id}`;
      return keys(one) < keys(other) ? 1 : -1;
    })
    .map(({ id }) => id);

const aMessage = fc.record({
  danger: fc.constantFrom(0, 0, 1),
  wants_person: fc.constantFrom(0, 0, 1),
  since: fc
    .integer({ min: -4, max: 4 })
    .map((hours) => toInstant(new Date(Date.parse(LATE) + hours * 3_600_000))),
});

describe.each([
  ['screening', screeningQueue],
  ['moderation', moderationQueue],
])('the queue for %s', (_, queue) => {
  test('is in order of urgency, and its pages have everything once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aMessage, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (made, limit) => {
          await emptied();
          const rows = await fill(made);
          expect(await walk(queue, limit)).toEqual(inOrder(rows));
          expect(await countQueue(world.db, here, NOBODY, queue)).toBe(rows.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('repeats and leaves out nothing while new ones come', async () => {
    await emptied();
    const since = (hours: number) => toInstant(new Date(Date.parse(LATE) + hours * 3_600_000));
    const rows = await fill(
      Array.from({ length: 23 }, (_one, place) => ({
        danger: place % 3 === 0 ? 1 : 0,
        wants_person: place % 4 === 0 ? 1 : 0,
        since: since((place % 7) - 3),
      })),
    );
    let hour = 10;
    const seen = await walk(queue, 4, async () => {
      hour += 1;
      await fill([
        { danger: 1, wants_person: 0, since: since(hour) },
        { danger: 0, wants_person: 0, since: since(hour) },
      ]);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(inOrder(rows).filter((id) => !seen.includes(id))).toEqual([]);
  });

  test('is counted to 1,001 and no further', async () => {
    await emptied();
    for (let times = 0; times < 3; times += 1)
      await fill(Array.from({ length: 400 }, () => ({ danger: 0, wants_person: 0, since: LATE })));
    expect(await countQueue(world.db, here, NOBODY, queue)).toBe(1_001);
  });
});

describe('what is about a member of staff', () => {
  let duty: string;
  let worker: string;
  const about = async (personId: string, messageId: string) =>
    world.db
      .insertInto('staff_conflicts')
      .values({
        authority_id: 'manchester',
        message_id: messageId,
        person_id: personId,
        noted_by: 'x',
        noted_at: '',
      })
      .execute();
  const send = async () => (await receiveMessage(world, 'manchester', aDraft('x'), aSendKey())).messageId;

  beforeAll(() => {
    duty = world.staff['safeguarding-duty'].personId;
    worker = world.staff['participation-worker'].personId;
  });

  test('is in none of their queues and counts, and in everybody else’s', async () => {
    const [toScreen, held, toModerate] = [await send(), await send(), await send()];
    await holdMessage(world, duty, 'manchester', held, aHold, EVERYTHING_SEEN);
    await passOn(world, duty, 'manchester', toModerate, EVERYTHING_SEEN);
    const flags = { wants_person: 1, person_asked_at: toInstant(world.clock()) };
    await world.db.updateTable('messages').set(flags).where('message_id', '=', toModerate).execute();
    const replied = await send();
    await passOn(world, duty, 'manchester', replied, EVERYTHING_SEEN);
    const reply = { reply_waiting: 1, stage: 'drafted' };
    await world.db.updateTable('messages').set(reply).where('message_id', '=', replied).execute();
    const all = [toScreen, held, toModerate, replied];

    const seenBy = async (viewer: string) => {
      const page = async (queue: Queue) =>
        (await findQueuePage(world.db, 'manchester', viewer, queue, { lateBefore: LATE })).messages;
      const found = [
        ...(await page(screeningQueue)),
        ...(await page(moderationQueue)),
        ...(await findPersonsWanted(world.db, 'manchester', viewer)),
        ...(await findRepliesWaiting(world.db, 'manchester', viewer)),
      ].map(({ messageId }) => messageId);
      const holds = (await findHoldsDue(world.db, 'manchester', viewer)).map((hold) => hold.message_id);
      const counts = await countForModeration(world.db, 'manchester', viewer);
      return {
        ids: [...found, ...holds].sort(),
        counts: {
          ...counts,
          screening: await countQueue(world.db, 'manchester', viewer, screeningQueue),
          holds: await countHoldsDue(world.db, 'manchester', viewer),
        },
      };
    };
    const before = await seenBy(worker);
    expect(before.ids).toEqual([...all, toModerate].sort());
    expect(before.counts).toEqual({ waiting: 1, wanted: 1, replies: 1, screening: 1, holds: 1 });
    for (const id of all) await about(worker, id);
    expect(await seenBy(worker)).toEqual({
      ids: [],
      counts: { waiting: 0, wanted: 0, replies: 0, screening: 0, holds: 0 },
    });
    expect(await seenBy(duty)).toEqual(before);
  });
});

describe('a claim', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  const held = async (minutes: number) =>
    (await findClaims(world.db, here, ['it'], minutesAfter(at, minutes))).get('it')?.personId ?? null;

  test('is kept by what its holder does, lapses after ten minutes, and is then taken over', async () => {
    expect((await claim(world.db, here, 'it', 'callum', at)).personId).toBe('callum');
    expect((await claim(world.db, here, 'it', 'amina', minutesAfter(at, 5))).personId).toBe('callum');
    await claim(world.db, here, 'it', 'callum', minutesAfter(at, 8));
    expect(await held(17)).toBe('callum');
    expect(await held(18)).toBeNull();
    expect((await claim(world.db, here, 'it', 'amina', minutesAfter(at, 18))).personId).toBe('amina');
    await letGo(world.db, here, 'it', 'callum');
    expect(await held(19)).toBe('amina');
    await letGo(world.db, here, 'it', 'amina');
    expect(await held(19)).toBeNull();
  });

  test('of two who open it at the same moment one has it, and both know who', async () => {
    const people = ['callum', 'amina', 'zofia'];
    const told = await Promise.all(people.map((one) => claim(world.db, here, 'both', one, at)));
    expect(new Set(told.map(({ personId }) => personId)).size).toBe(1);
  });
});

describe('what waits stands with the message as it does in its thread', () => {
  const council = 'manchester';
  const stands = () =>
    world.db
      .selectFrom('messages')
      .select(['message_id', 'awaiting_since', 'person_asked_at'])
      .where('authority_id', '=', council)
      .orderBy('message_id')
      .execute();
  const inThreads = async () => {
    const rows = await world.db
      .selectFrom('thread_entries')
      .select(({ fn }) => ['message_id', fn.min('at').as('at')])
      .where('authority_id', '=', council)
      .where('kind', 'in', ['said', 'named'])
      .where('detail', '=', 'awaiting')
      .groupBy('message_id')
      .orderBy('message_id')
      .execute();
    return rows.map(({ message_id, at }) => `${message_id} ${at}`);
  };

  test('whatever is done, and after the migration of what was there before', async () => {
    const duty = world.staff['safeguarding-duty'].personId;
    const send = () => receiveMessage(world, council, aDraft('Something'), aSendKey());
    const open = async ({ receipt }: Sent) => (await findThreadFor(world, council, receipt))!;
    const add = async (sent: Sent) => addToThread(world, council, await open(sent), 'And more', aSendKey());
    const pass = ({ messageId }: Sent) => passOn(world, duty, council, messageId, EVERYTHING_SEEN);

    await world.db.deleteFrom('staff_conflicts').execute();
    const [fresh, passed, added, held, asked, gone] = [
      await send(),
      await send(),
      await send(),
      await send(),
      await send(),
      await send(),
    ];
    world.pass(1);
    await add(fresh);
    for (const sent of [passed, added, asked]) await pass(sent);
    world.pass(1);
    await add(added);
    await holdMessage(world, duty, council, held.messageId, aHold, EVERYTHING_SEEN);
    await add(held);
    const wanted = { who: 'advocate', words: '' } as const;
    await askForPerson(world, council, await open(asked), wanted, aSendKey());
    await claim(world.db, council, gone.messageId, duty, world.clock());
    await withdrawMessage(world, council, gone.messageId);
    expect(await findClaims(world.db, council, [gone.messageId], world.clock())).toEqual(new Map());

    const before = await stands();
    const waiting = before.filter((row) => row.awaiting_since !== null);
    expect(waiting.map((row) => `${row.message_id} ${row.awaiting_since}`)).toEqual(await inThreads());
    const ids = waiting.map((row) => row.message_id);
    for (const { messageId } of [fresh, added, held]) expect(ids).toContain(messageId);
    for (const { messageId } of [passed, asked]) expect(ids).not.toContain(messageId);

    const indexes = ['to_screen', 'to_moderate', 'wanting_person', 'with_reply'].map(
      (name) => `messages_${name}`,
    );
    for (const index of [...indexes, 'holds_open', 'staff_conflicts_of_viewer', 'audit_entries_of_object'])
      await sql`drop index ${sql.ref(index)}`.execute(world.db);
    for (const column of ['awaiting_since', 'person_asked_at'])
      await sql`alter table messages drop column ${sql.ref(column)}`.execute(world.db);
    await sql`drop table claims`.execute(world.db);
    await up(world.db);
    const filled = await stands();
    expect(filled.map(({ message_id, awaiting_since }) => [message_id, awaiting_since])).toEqual(
      before.map(({ message_id, awaiting_since }) => [message_id, awaiting_since]),
    );
    const askedAt = (rows: typeof before) =>
      rows.find((row) => row.message_id === asked.messageId)?.person_asked_at;
    expect(askedAt(filled)).toBe(toInstant(world.clock()));
    expect(askedAt(filled)).toBe(askedAt(before));
  });
});
