import { openHere, sealHere } from './outbox-key.ts';
import { STRICT, withPhone } from './outbox-database.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const KEPT_MS = 7 * 86_400_000;

const place = (authorityId: string, slot: string, name: string) => `draft|${authorityId}|${slot}|${name}`;
const under = (authorityId: string, slot: string, prefix = '') =>
  IDBKeyRange.bound([authorityId, slot, prefix], [authorityId, slot, `${prefix}\uFFFF`]);

/** Keeps bytes of a draft under a name, sealed. @throws where this phone keeps nothing. */
export async function keepInDraft(
  authorityId: string,
  slot: string,
  name: string,
  bytes: Bytes,
): Promise<void> {
  const sealed = await sealHere(place(authorityId, slot, name), bytes);
  const value = { bytes: sealed, at: new Date().toISOString() };
  await withPhone(async (db) => {
    const change = db.transaction('drafts', 'readwrite', STRICT);
    void change.store.put(value, [authorityId, slot, name]).catch(() => undefined);
    await change.done;
  });
}

/** @returns null for what is not there, or was sealed by a key that is gone. */
export async function readFromDraft(authorityId: string, slot: string, name: string): Promise<Bytes | null> {
  const kept = await withPhone((db) => db.get('drafts', [authorityId, slot, name]));
  return kept ? openHere(place(authorityId, slot, name), kept.bytes).catch(() => null) : null;
}

/** The names in a draft that begin with this. */
export async function namesInDraft(authorityId: string, slot: string, prefix: string): Promise<string[]> {
  const keys = await withPhone((db) => db.getAllKeys('drafts', under(authorityId, slot, prefix)));
  return keys.map(([, , name]) => name);
}

/** Whether a draft is there and can be opened: a damaged store may have taken it, or its key. */
export async function canOpenDraft(authorityId: string, slot: string): Promise<boolean> {
  const [name] = await namesInDraft(authorityId, slot, '').catch(() => []);
  return name !== undefined && (await readFromDraft(authorityId, slot, name).catch(() => null)) !== null;
}

/** Forgets every name of a draft that begins with this. */
export async function forgetDraft(authorityId: string, slot: string, prefix = ''): Promise<void> {
  await withPhone((db) => db.delete('drafts', under(authorityId, slot, prefix)));
}

/** A draft on this phone: nothing of what is in it. */
export interface KeptDraft {
  authorityId: string;
  slot: string;
  /** When it was last written to. */
  at: string;
}

/** Every draft there is; those seven days old are forgotten, but for those of messages that have not arrived. */
export async function listDrafts(sent: ReadonlySet<string>, now: Date): Promise<KeptDraft[]> {
  const drafts = new Map<string, KeptDraft>();
  await withPhone(async (db) => {
    drafts.clear();
    for (const [authorityId, slot, name] of await db.getAllKeys('drafts')) {
      const at = (await db.get('drafts', [authorityId, slot, name]))?.at ?? '';
      const known = drafts.get(slot);
      if (!known || known.at < at) drafts.set(slot, { authorityId, slot, at });
    }
  });
  const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
  const all = [...drafts.values()].filter(({ slot }) => !sent.has(slot));
  for (const { authorityId, slot } of all.filter(({ at }) => at < oldest))
    await forgetDraft(authorityId, slot);
  return all.filter(({ at }) => at >= oldest).sort((one, other) => (one.at < other.at ? 1 : -1));
}

/** Says on which pages there is a draft to be looked for, so that most never open the database. */
const MARK = 'draft:';

export function markDraft(slot: string): void {
  try {
    localStorage.setItem(MARK + slot, new Date(Date.now() + KEPT_MS).toISOString());
  } catch {
    // Closed: it is not offered, and goes when its time is over.
  }
}

export function unmarkDraft(slot: string): void {
  try {
    localStorage.removeItem(MARK + slot);
  } catch {
    // Closed: there is none.
  }
}

export function markedDrafts(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(MARK))
      .map((key) => key.slice(MARK.length));
  } catch {
    return [];
  }
}
