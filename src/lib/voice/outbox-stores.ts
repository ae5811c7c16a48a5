import { readItem, type OutboxItem } from './outbox.ts';
import { STRICT, withPhone } from './outbox-database.ts';
import type { Marks, Shelf } from './outbox-shelf.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const ofMessage = (id: string) => IDBKeyRange.bound([id, ''], [id, '\uFFFF']);

/** The first store: IndexedDB, told to be on the disk before it answers. */
export const databaseShelf: Shelf = {
  items: () =>
    withPhone(async (db) => (await db.getAll('items')).map(readItem).filter((item) => item !== null)),
  item: (id) => withPhone(async (db) => readItem(await db.get('items', id))),
  put: (item, pieces = []) =>
    withPhone(async (db) => {
      const change = db.transaction(['items', 'pieces'], 'readwrite', STRICT);
      for (const { name, body } of pieces)
        void change
          .objectStore('pieces')
          .put(body, [item.id, name])
          .catch(() => undefined);
      void change
        .objectStore('items')
        .put(item, item.id)
        .catch(() => undefined);
      await change.done;
    }),
  piece: (id, name) => withPhone(async (db) => (await db.get('pieces', [id, name])) ?? null),
  remove: (id) =>
    withPhone(async (db) => {
      const change = db.transaction(['items', 'pieces'], 'readwrite', STRICT);
      await change.objectStore('pieces').delete(ofMessage(id));
      await change.objectStore('items').delete(id);
      await change.done;
    }),
  removePieces: (id) => withPhone((db) => db.delete('pieces', ofMessage(id))),
};

/** The cache of the second copies: no other part of the app touches it. */
const CACHE = 'outbox';
const itemAt = (id: string) => `/outbox/${id}`;
const pieceAt = (id: string, name: string) => `/outbox/${id}/${name}`;

async function readAt(request: Request | string): Promise<OutboxItem | null> {
  const kept = await (await caches.open(CACHE)).match(request);
  return kept ? readItem(await kept.json().catch(() => null)) : null;
}

async function removePieces(id: string): Promise<void> {
  const cache = await caches.open(CACHE);
  const before = pieceAt(id, '');
  for (const request of await cache.keys())
    if (new URL(request.url).pathname.startsWith(before)) await cache.delete(request);
}

/** The second store: Cache Storage, which a damaged IndexedDB does not take with it. */
export const cacheShelf: Shelf = {
  async items() {
    const requests = await (await caches.open(CACHE)).keys();
    const letters = requests.filter(({ url }) => /^\/outbox\/[^/]+$/.test(new URL(url).pathname));
    return (await Promise.all(letters.map(readAt))).filter((item) => item !== null);
  },
  item: (id) => readAt(itemAt(id)),
  async put(item, pieces = []) {
    const cache = await caches.open(CACHE);
    try {
      for (const { name, body } of pieces) await cache.put(pieceAt(item.id, name), new Response(body));
      await cache.put(itemAt(item.id), Response.json(item));
    } catch (fault) {
      if (pieces.length > 0) await removePieces(item.id).catch(() => undefined);
      throw fault;
    }
  },
  async piece(id, name) {
    const kept = await (await caches.open(CACHE)).match(pieceAt(id, name));
    return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
  },
  async remove(id) {
    await removePieces(id);
    await (await caches.open(CACHE)).delete(itemAt(id));
  },
  removePieces,
};

/** A store that is gone with the page: where a phone lets nothing be kept. */
export function memoryShelf(): Shelf {
  const items = new Map<string, OutboxItem>();
  const pieces = new Map<string, Map<string, Bytes>>();
  return {
    items: async () => [...items.values()],
    item: async (id) => items.get(id) ?? null,
    async put(item, bodies = []) {
      items.set(item.id, item);
      const there = pieces.get(item.id) ?? new Map<string, Bytes>();
      for (const { name, body } of bodies) there.set(name, body);
      pieces.set(item.id, there);
    },
    piece: async (id, name) => pieces.get(id)?.get(name) ?? null,
    async remove(id) {
      items.delete(id);
      pieces.delete(id);
    },
    async removePieces(id) {
      pieces.delete(id);
    },
  };
}

/** Each message counted has its own entry, so that two tabs cannot write over each other's. */
const MARK = 'outbox:';
const WAITING = 'waiting';

/** The third store: localStorage. Where it is closed nothing is counted. */
export const localMarks: Marks = {
  ids() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(MARK))
        .map((key) => key.slice(MARK.length));
    } catch {
      return [];
    }
  },
  set(id, until) {
    try {
      localStorage.setItem(MARK + id, until ?? WAITING);
    } catch {
      // A full or closed store counts nothing: the other two still have it.
    }
  },
  remove(id) {
    try {
      localStorage.removeItem(MARK + id);
    } catch {
      // Closed: there is nothing to remove.
    }
  },
};
