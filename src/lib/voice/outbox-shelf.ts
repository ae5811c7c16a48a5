import { newerOf, goesAt, isOver, type OutboxItem } from './outbox.ts';
import { hashOf } from './pieces.ts';
import type { SealedPiece } from './seal-message.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One store of the browser that holds sealed messages. Each of its functions may fail. */
export interface Shelf {
  items(): Promise<OutboxItem[]>;
  item(id: string): Promise<OutboxItem | null>;
  /** Writes an item, with its pieces where they are given: all of it or nothing. */
  put(item: OutboxItem, pieces?: Pick<SealedPiece, 'name' | 'body'>[]): Promise<void>;
  piece(id: string, name: string): Promise<Bytes | null>;
  /** Removes an item's pieces, and the item itself last. */
  remove(id: string): Promise<void>;
  removePieces(id: string): Promise<void>;
}

/** The counter in a third store: which messages were said to be on this phone. */
export interface Marks {
  ids(): string[];
  /** @param until when it must go; null while it waits. */
  set(id: string, until: string | null): void;
  remove(id: string): void;
}

/** Messages on this phone: the same in every shelf, counted in the marks. */
export interface Outbox {
  shelves: readonly Shelf[];
  /** Null where there is no third store: in the service worker. */
  marks: Marks | null;
  /** Runs one change at a time, in all tabs and the worker. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

const succeeded = <T>(outcomes: PromiseSettledResult<T>[]): T[] =>
  outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));

const onEach = <T>({ shelves }: Outbox, work: (shelf: Shelf) => Promise<T>): Promise<T[]> =>
  Promise.allSettled(shelves.map(work)).then(succeeded);

const mark = ({ marks }: Outbox, item: OutboxItem): void => marks?.set(item.id, goesAt(item));

/** Stores a message on every shelf. @returns on how many; on none of them it is not kept. */
export function addItem(outbox: Outbox, item: OutboxItem, pieces: SealedPiece[]): Promise<number> {
  return outbox.alone(async () => {
    const stored = await onEach(outbox, (shelf) => shelf.put(item, pieces));
    if (stored.length > 0) mark(outbox, item);
    return stored.length;
  });
}

/** A message as it now is. */
export async function findItem(outbox: Outbox, id: string): Promise<OutboxItem | null> {
  const copies = await onEach(outbox, (shelf) => shelf.item(id));
  return copies.reduce((one, other) => (one && other ? newerOf(one, other) : (one ?? other)), null);
}

/** Takes an item off: first told everywhere, so that no copy left behind brings it back. */
async function takeOff(outbox: Outbox, item: OutboxItem): Promise<void> {
  if (item.state !== 'gone') {
    const gone: OutboxItem = { ...item, state: 'gone', body: '', receipt: null, step: item.step + 1 };
    const told = await onEach(outbox, (shelf) => shelf.put(gone));
    if (told.length === 0) throw new Error('No store takes anything.');
  }
  outbox.marks?.remove(item.id);
  await onEach(outbox, (shelf) => shelf.remove(item.id));
}

/** @returns false where it is not there, or `may` says no to what it is by now. */
export function removeItem(
  outbox: Outbox,
  id: string,
  may: (item: OutboxItem) => boolean = () => true,
): Promise<boolean> {
  return outbox.alone(async () => {
    const item = await findItem(outbox, id);
    if (!item || item.state === 'gone' || !may(item)) return false;
    await takeOff(outbox, item);
    return true;
  });
}

/** Changes a message in every store. @returns it as it now is, or null where it is not there any more. */
export function changeItem(
  outbox: Outbox,
  id: string,
  change: (item: OutboxItem) => Partial<OutboxItem>,
): Promise<OutboxItem | null> {
  return outbox.alone(async () => {
    const before = await findItem(outbox, id);
    if (!before || before.state === 'gone') return null;
    const after = { ...before, ...change(before), step: before.step + 1 };
    const stored = await onEach(outbox, async (shelf) => {
      // A shelf that lost it gets it back whole, by `reconcile`.
      if (!(await shelf.item(id))) return false;
      await shelf.put(after);
      if (after.state === 'received') await shelf.removePieces(id);
      return true;
    });
    if (!stored.includes(true)) throw new Error('No store takes anything.');
    mark(outbox, after);
    return after;
  });
}

/** A sealed piece as it was stored, from whichever shelf has it whole. */
export async function findPiece(outbox: Outbox, item: OutboxItem, name: string): Promise<Bytes | null> {
  const hash = item.pieces.find((piece) => piece.name === name)?.hash;
  for (const shelf of outbox.shelves) {
    const bytes = await shelf.piece(item.id, name).catch(() => null);
    if (bytes && (await hashOf(bytes)) === hash) return bytes;
  }
  return null;
}

async function restore(outbox: Outbox, shelf: Shelf, item: OutboxItem): Promise<void> {
  const pieces = [];
  for (const { name } of item.pieces) {
    const body = await findPiece(outbox, item, name);
    if (body) pieces.push({ name, body });
  }
  await shelf.put(item, pieces);
}

/** What is on this phone, and the ids of what was said to be and is not. */
export interface Found {
  items: OutboxItem[];
  lost: string[];
}

/**
 * Looks through every store: what only one has is given back to the others, what is over goes, and what the marks count
 * but no store has is lost. @throws Error when no store can be read: then nothing can be said.
 */
export function reconcile(outbox: Outbox, now: Date): Promise<Found> {
  return outbox.alone(async () => {
    const read = await onEach(outbox, async (shelf) => ({ shelf, items: await shelf.items() }));
    if (read.length === 0) throw new Error('No store can be read.');
    const newest = new Map<string, OutboxItem>();
    for (const item of read.flatMap(({ items }) => items)) {
      const known = newest.get(item.id);
      newest.set(item.id, known ? newerOf(known, item) : item);
    }
    const lost = (outbox.marks?.ids() ?? []).filter((id) => !newest.has(id));
    const items: OutboxItem[] = [];
    for (const item of newest.values()) {
      // The worker sees no marks: what is over it leaves to a page, which takes off the mark as well.
      if (item.state === 'gone' || (outbox.marks && isOver(item, now))) {
        await takeOff(outbox, item).catch(() => undefined);
        continue;
      }
      for (const { shelf, items: there } of read) {
        const copy = there.find(({ id }) => id === item.id);
        if (!copy || copy.step < item.step) await restore(outbox, shelf, item).catch(() => undefined);
      }
      mark(outbox, item);
      items.push(item);
    }
    items.sort((one, other) => (one.savedAt + one.id < other.savedAt + other.id ? -1 : 1));
    return { items, lost };
  });
}
