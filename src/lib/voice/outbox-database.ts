import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxItem } from './outbox.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What this phone keeps. Everything in it is sealed; the one key among it cannot be read out by scripts. */
export interface PhoneDatabase extends DBSchema {
  keys: { key: string; value: CryptoKey };
  /** By authority, draft and name. */
  drafts: { key: [string, string, string]; value: { bytes: Bytes; at: string } };
  items: { key: string; value: OutboxItem };
  /** By message and name. */
  pieces: { key: [string, string]; value: Bytes };
}

export type Phone = IDBPDatabase<PhoneDatabase>;

const NAME = 'said-and-done';
const VERSION = 1;
/** A database that says nothing for so long is dead (iOS, after an app was in the background). */
const PATIENCE_MS = 4_000;

export const STRICT = { durability: 'strict' } as const;

let handle: Promise<Phone> | null = null;

function letGo(): void {
  const old = handle;
  handle = null;
  old?.then((db) => db.close()).catch(() => undefined);
}

function open(): Promise<Phone> {
  return openDB<PhoneDatabase>(NAME, VERSION, {
    upgrade(db) {
      for (const store of ['keys', 'drafts', 'items', 'pieces'] as const) db.createObjectStore(store);
    },
    // Somebody clears this phone, or a newer version wants to change the stores.
    blocking: letGo,
    terminated: letGo,
  });
}

async function patiently<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), PATIENCE_MS);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

/**
 * Does something with the database. On any failure it is opened anew and tried once more: a dead handle never comes
 * back to life. @throws what the second try failed with.
 */
export async function withPhone<T>(work: (db: Phone) => Promise<T>): Promise<T> {
  const attempt = () => patiently((handle ??= open()).then(work));
  try {
    return await attempt();
  } catch {
    letGo();
    try {
      return await attempt();
    } catch (fault) {
      letGo();
      throw fault;
    }
  }
}

/** Removes the whole database; what is open in other tabs is emptied first. */
export async function removePhone(): Promise<void> {
  await withPhone(async (db) => {
    const stores = [...db.objectStoreNames];
    const change = db.transaction(stores, 'readwrite', STRICT);
    await Promise.all(stores.map((store) => change.objectStore(store).clear()));
    await change.done;
  }).catch(() => undefined);
  letGo();
  const names = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const name of new Set([NAME, ...names.map((one) => one.name ?? NAME)])) {
    await new Promise<void>((resolve) => {
      const asked = indexedDB.deleteDatabase(name);
      asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
    });
  }
}
