import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from './pieces.ts';
import { newItem, type OutboxItem } from './outbox.ts';
import { readReply, sendAll, type Reply, type Sending } from './outbox-sending.ts';
import {
  addItem,
  changeItem,
  findItem,
  reconcile,
  removeItem,
  type Marks,
  type Outbox,
  type Shelf,
} from './outbox-shelf.ts';
import { memoryShelf } from './outbox-stores.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const at = (ms: number) => new Date(Date.parse('2026-11-22T14:00:00.000Z') + ms);

function memoryMarks(): Marks & { all: Map<string, string | null> } {
  const all = new Map<string, string | null>();
  return {
    all,
    ids: () => [...all.keys()],
    set: (id, until) => all.set(id, until),
    remove: (id) => all.delete(id),
  };
}

/** One at a time, as the lock of a browser does it. */
function inTurn(): Outbox['alone'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

function twoShelves() {
  const shelves: [Shelf, Shelf] = [memoryShelf(), memoryShelf()];
  const marks = memoryMarks();
  const outbox: Outbox = { shelves, marks, alone: inTurn() };
  return { shelves, marks, outbox };
}

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);

async function message(id: string, recording: string[] = []) {
  const pieces = await Promise.all(
    recording.map(async (text, place) => {
      const body = bytesOf(text);
      return { name: `voice.${place}` as const, hash: await hashOf(body), body };
    }),
  );
  const body = JSON.stringify({ key: id });
  const item = newItem({
    id,
    authorityId: 'manchester',
    address: '/manchester/en/say',
    savedAt: at(0).toISOString(),
    body,
    hash: await hashOf(bytesOf(body)),
    pieces: pieces.map(({ name, hash }) => ({ name, hash })),
    receipt: null,
    slot: null,
  });
  return { item, pieces };
}

/** What a network or a server may do to one request. */
type Weather =
  'fine' | 'nothing-out' | 'answer-cut' | 'busy' | 'down' | 'portal' | 'sign-in' | 'forgets-pieces';

/** A server that keeps what it commits, under a network that cuts wherever the weather says. */
function fakeServer(days: readonly Weather[]) {
  const weather = [...days];
  const stored = new Map<string, number>();
  const pieces = new Set<string>();
  const json = (status: number, body: Reply['body'], retryAfterMs = 0): Reply => ({
    status,
    body,
    retryAfterMs,
  });
  const commit = async (address: string, body: string | Bytes): Promise<Reply> => {
    const bytes = typeof body === 'string' ? bytesOf(body) : body;
    const hash = await hashOf(bytes);
    if (typeof body !== 'string') {
      pieces.add(address.split('/').slice(-2).join('/'));
      return json(201, { hash });
    }
    const { key } = JSON.parse(body) as { key: string };
    const missing = (needs.get(key) ?? []).filter((name) => !pieces.has(`${key}/${name}`));
    if (missing.length > 0) return json(409, { fault: 'pieces-missing', missing });
    stored.set(key, (stored.get(key) ?? 0) + (stored.has(key) ? 0 : 1));
    return json(201, { hash, receivedAt: at(0).toISOString(), at: 'now', due: 'soon' } as Reply['body']);
  };
  const needs = new Map<string, string[]>();
  const post = async (address: string, _type: string, body: string | Bytes): Promise<Reply | null> => {
    const today = weather.shift() ?? 'fine';
    if (today === 'nothing-out') return null;
    if (today === 'busy') return json(429, { fault: 'too-many' }, 1_000);
    if (today === 'down') return json(503, { fault: 'unavailable' }, 1_000);
    if (today === 'portal') return { status: 404, body: null, retryAfterMs: 0 };
    if (today === 'sign-in') return json(401, { fault: 'sign-in-needed' });
    if (today === 'forgets-pieces') pieces.clear();
    const reply = await commit(address, body);
    return today === 'answer-cut' ? null : reply;
  };
  return { stored, needs, post };
}

function senderOf(
  outbox: Outbox,
  post: Sending['post'],
  told: string[] = [],
): Sending & { clock: { ms: number } } {
  const clock = { ms: 0 };
  return {
    clock,
    outbox,
    post,
    now: () => at(clock.ms),
    luck: () => 0.5,
    isOnline: async () => true,
    tell: (id, what) => told.push(`${id} ${what}`),
    forgetDraft: async () => undefined,
  };
}

describe('nothing lost, nothing doubled', () => {
  const weather = fc.array(
    fc.constantFrom<Weather>(
      'fine',
      'nothing-out',
      'answer-cut',
      'busy',
      'down',
      'portal',
      'sign-in',
      'forgets-pieces',
    ),
    { maxLength: 40 },
  );

  test('whatever the network does, each message is stored once and its sender learns it', async () => {
    await fc.assert(
      fc.asyncProperty(
        weather,
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }),
        async (days, sizes) => {
          const { outbox, marks } = twoShelves();
          const server = fakeServer(days);
          for (const [place, size] of sizes.entries()) {
            const recording = Array.from({ length: size }, (_, piece) => `piece ${place} ${piece}`);
            const { item, pieces } = await message(`m${place}`, recording);
            server.needs.set(
              item.id,
              pieces.map(({ name }) => name),
            );
            expect(await addItem(outbox, item, pieces)).toBe(2);
          }
          const sending = senderOf(outbox, server.post);
          let wait: number | null = 0;
          for (let round = 0; wait !== null && round < 200; round += 1) {
            wait = await sendAll(sending, round % 2 === 0);
            sending.clock.ms += 3_600_000;
          }
          expect(wait).toBeNull();
          expect([...server.stored].sort()).toEqual(sizes.map((_, place) => [`m${place}`, 1]));
          const { items, lost } = await reconcile(outbox, sending.now());
          expect(items.map(({ state, body }) => [state, body])).toEqual(sizes.map(() => ['received', '']));
          expect(lost).toEqual([]);
          expect(marks.ids()).toHaveLength(sizes.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a shelf that is emptied, at any time, gets everything back; both emptied is told, with the number', async () => {
    const emptying = fc.array(fc.constantFrom(0, 1), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(emptying, weather, async (order, days) => {
        const { outbox, shelves } = twoShelves();
        const server = fakeServer(days);
        const { item, pieces } = await message('m0', ['one', 'two']);
        server.needs.set('m0', ['voice.0', 'voice.1']);
        await addItem(outbox, item, pieces);
        const sending = senderOf(outbox, server.post);
        for (const which of order) {
          await shelves[which]!.remove('m0');
          await sendAll(sending, true);
          sending.clock.ms += 3_600_000;
          expect(await shelves[which]!.item('m0')).toEqual(await shelves[1 - which]!.item('m0'));
        }
        while ((await sendAll(sending, true)) !== null) sending.clock.ms += 3_600_000;
        expect([...server.stored]).toEqual([['m0', 1]]);
        for (const shelf of shelves) await shelf.remove('m0');
        expect((await reconcile(outbox, sending.now())).lost).toEqual(['m0']);
      }),
      { numRuns: 60 },
    );
  });

  test('what was taken back before it left is never sent, though a copy of it was left behind', async () => {
    const { outbox, shelves, marks } = twoShelves();
    const server = fakeServer([]);
    const { item } = await message('m0');
    await addItem(outbox, item, []);
    // The phone dies after it was told to be gone, and before it was removed.
    const removed = shelves[1].remove;
    shelves[1].remove = () => Promise.reject(new Error('dead'));
    expect(await removeItem(outbox, 'm0')).toBe(true);
    shelves[1].remove = removed;
    expect(await shelves[1].item('m0')).toMatchObject({ state: 'gone', body: '' });
    expect(await sendAll(senderOf(outbox, server.post), true)).toBeNull();
    expect(server.stored.size).toBe(0);
    expect(await shelves[1].item('m0')).toBeNull();
    expect(marks.ids()).toEqual([]);
  });

  test('taken back while its pieces are on their way: its form is not sent', async () => {
    const { outbox } = twoShelves();
    const { item, pieces } = await message('m0', ['one']);
    await addItem(outbox, item, pieces);
    const posted: string[] = [];
    const sending = senderOf(outbox, async (address, _type, body) => {
      posted.push(address);
      await removeItem(outbox, 'm0');
      return { status: 201, body: { hash: await hashOf(body as Bytes) }, retryAfterMs: 0 };
    });
    await sendAll(sending, true);
    expect(posted).toEqual(['/manchester/en/say/pieces/m0/voice.0']);
  });
});

describe('stores that fail', () => {
  const failing = (shelf: Shelf): Shelf => ({ ...shelf, put: () => Promise.reject(new Error('full')) });

  test('one that works is enough, none is told', async () => {
    const { item } = await message('m0');
    const marks = memoryMarks();
    const one: Outbox = { shelves: [failing(memoryShelf()), memoryShelf()], marks, alone: inTurn() };
    expect(await addItem(one, item, [])).toBe(1);
    const none: Outbox = { shelves: [failing(memoryShelf())], marks: memoryMarks(), alone: inTurn() };
    expect(await addItem(none, item, [])).toBe(0);
    expect(none.marks?.ids()).toEqual([]);
  });

  test('where nothing can be written any more, what is there is still sent, once', async () => {
    const { outbox, shelves } = twoShelves();
    const server = fakeServer(['answer-cut']);
    const { item } = await message('m0');
    await addItem(outbox, item, []);
    for (const shelf of shelves) Object.assign(shelf, failing(shelf));
    await sendAll(senderOf(outbox, server.post), true);
    await sendAll(senderOf(outbox, server.post), true);
    expect([...server.stored]).toEqual([['m0', 1]]);
  });

  test('where no store can be read nothing is said to be lost', async () => {
    const broken: Shelf = { ...memoryShelf(), items: () => Promise.reject(new Error('dead')) };
    const marks = memoryMarks();
    marks.set('m0', null);
    await expect(reconcile({ shelves: [broken, broken], marks, alone: inTurn() }, at(0))).rejects.toThrow();
    expect(marks.ids()).toEqual(['m0']);
  });

  test('a recording damaged in one store is sent from the other; damaged in both, it is held', async () => {
    const { outbox, shelves } = twoShelves();
    const server = fakeServer([]);
    const { item, pieces } = await message('m0', ['one']);
    server.needs.set('m0', ['voice.0']);
    await addItem(outbox, item, pieces);
    const damaged = [{ name: 'voice.0' as const, body: bytesOf('other') }];
    await shelves[0].put(item, damaged);
    const { item: both, pieces: whole } = await message('m1', ['two']);
    await addItem(outbox, both, whole);
    for (const shelf of shelves) await shelf.put(both, damaged);
    await sendAll(senderOf(outbox, server.post), true);
    expect([...server.stored.keys()]).toEqual(['m0']);
    expect(await findItem(outbox, 'm1')).toMatchObject({
      state: 'refused',
      heldFor: 'piece-lost',
      left: false,
    });
  });
});

describe('answers', () => {
  const said = (status: number, body: Reply['body'], retryAfterMs = 0) =>
    readReply({ status, body, retryAfterMs }, 'mine');

  test('only the hash of these very bytes ends it', () => {
    expect(said(201, { hash: 'mine' })).toMatchObject({ kind: 'received' });
    expect(said(201, { hash: 'another' })).toMatchObject({ kind: 'later', certain: false });
    expect(said(200, null)).toMatchObject({ kind: 'later', certain: false });
  });

  test.each([
    [401, 'sign-in-needed', 'sign-in'],
    [409, 'key-unknown', 'key-unknown'],
    [410, 'removed', 'removed'],
    [413, 'too-large', 'too-large'],
    [422, 'already-sent-differently', 'differently'],
    [422, 'code-unknown', 'code-unknown'],
    [422, 'code-used', 'code-used'],
    [422, 'code-old', 'code-old'],
    [422, 'review-over', 'review-over'],
    [422, 'no-review', 'no-review'],
    [400, 'unreadable', 'not-taken'],
  ])('%i %s is told', (status, fault, heldFor) => {
    expect(said(status, { fault })).toEqual({ kind: 'held', heldFor });
  });

  test('a no of somebody in between is not believed', () => {
    for (const status of [400, 403, 404, 410, 422, 500])
      expect(said(status, null)).toMatchObject({ kind: 'later', certain: false });
  });

  test('too many, and trouble, only wait', () => {
    expect(said(429, { fault: 'too-many' }, 7_000)).toEqual({
      kind: 'later',
      certain: true,
      retryAfterMs: 7_000,
    });
    expect(said(503, { fault: 'unavailable' })).toEqual({ kind: 'later', certain: false, retryAfterMs: 0 });
  });
});

test('pages hear of it: on its way, then changed', async () => {
  const { outbox } = twoShelves();
  const { item } = await message('m0');
  await addItem(outbox, item, []);
  const told: string[] = [];
  await sendAll(senderOf(outbox, fakeServer([]).post, told), true);
  expect(told).toEqual(['m0 sending', 'm0 changed']);
});

test('without a network nothing is tried, and what waits can still be changed', async () => {
  const { outbox } = twoShelves();
  const { item } = await message('m0');
  await addItem(outbox, item, []);
  const offline = {
    ...senderOf(outbox, () => Promise.reject(new Error('asked'))),
    isOnline: async () => false,
  };
  expect(await sendAll(offline, true)).toBe(1_000);
  expect(await findItem(outbox, 'm0')).toMatchObject({ left: false, tries: 0 } satisfies Partial<OutboxItem>);
});

test('changes of two tabs at once are both kept', async () => {
  const { outbox } = twoShelves();
  const { item } = await message('m0');
  await addItem(outbox, { ...item, receipt: 'sealed' }, []);
  await Promise.all([
    changeItem(outbox, 'm0', () => ({ receipt: null })),
    changeItem(outbox, 'm0', () => ({ left: true })),
    changeItem(outbox, 'm0', ({ tries }) => ({ tries: tries + 1 })),
  ]);
  expect(await findItem(outbox, 'm0')).toMatchObject({ receipt: null, left: true, tries: 1, step: 3 });
});
