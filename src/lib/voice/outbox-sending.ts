import {
  afterTry,
  codeFaults,
  isDue,
  isWaiting,
  waitLeft,
  type HeldFor,
  type OutboxItem,
  type Outcome,
} from './outbox.ts';
import { changeItem, findPiece, reconcile, type Outbox } from './outbox-shelf.ts';
import type { SealedAnswer } from './sealed-form.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a server said. */
export interface Reply {
  status: number;
  /** What its JSON says; null where it is none. */
  body: { fault?: unknown; missing?: unknown; hash?: unknown } | null;
  retryAfterMs: number;
}

/** Posts bytes. @returns null when no answer came: nobody knows what became of it. */
export type Post = (address: string, type: string, body: string | Bytes) => Promise<Reply | null>;

/** What the sender needs of the world around it. */
export interface Sending {
  outbox: Outbox;
  post: Post;
  now: () => Date;
  luck: () => number;
  /** Whether there is a network at all: without one nothing leaves, and what waits can still be changed. */
  isOnline: (address: string) => Promise<boolean>;
  /** Tells every open page how a message stands. */
  tell: (id: string, what: 'sending' | 'changed') => void;
  /** Forgets the draft a message was made of. */
  forgetDraft: (authorityId: string, slot: string) => Promise<void>;
}

const NO_ANSWER: Extract<Outcome, { kind: 'later' }> = { kind: 'later', certain: false, retryAfterMs: 0 };

/** Answers that say no to these very bytes. */
const HELD: Record<number, HeldFor> = {
  400: 'not-taken',
  401: 'sign-in',
  404: 'not-taken',
  409: 'not-taken',
  410: 'removed',
  413: 'too-large',
  415: 'not-taken',
  422: 'differently',
};

/** Told by name, whatever the status. */
const HELD_BY_NAME: readonly HeldFor[] = ['key-unknown', ...codeFaults];

/** Reads an answer. A no is believed only when it is ours: many a network has somebody in between who answers too. */
export function readReply(reply: Reply | null, hash: string): Outcome {
  if (!reply) return NO_ANSWER;
  const { status, body, retryAfterMs } = reply;
  if (status >= 200 && status < 300)
    return body?.hash === hash ? { kind: 'received', answer: body as unknown as SealedAnswer } : NO_ANSWER;
  if (typeof body?.fault !== 'string') return { ...NO_ANSWER, retryAfterMs };
  if (body.fault === 'pieces-missing') {
    const missing = Array.isArray(body.missing) ? body.missing.filter((one) => typeof one === 'string') : [];
    return { kind: 'pieces-missing', missing };
  }
  const { fault } = body;
  const heldFor = HELD_BY_NAME.find((name) => name === fault) ?? HELD[status];
  return heldFor ? { kind: 'held', heldFor } : { kind: 'later', certain: status === 429, retryAfterMs };
}

/**
 * Writes down how far a message is. A phone that is full may not be able to: then it is tried again, with the same
 * answer. @returns false when its sender has taken it back meanwhile.
 */
async function note(
  { outbox }: Sending,
  item: OutboxItem,
  change: (item: OutboxItem) => Partial<OutboxItem>,
): Promise<boolean> {
  return (await changeItem(outbox, item.id, change).catch(() => item)) !== null;
}

/** Sends the pieces that are not there yet. @returns what stopped it, or null when all are there. */
async function sendPieces(sending: Sending, item: OutboxItem): Promise<Outcome | null> {
  const { outbox, post } = sending;
  for (const { name, hash } of item.pieces) {
    if (item.piecesThere.includes(name)) continue;
    const bytes = await findPiece(outbox, item, name);
    if (!bytes) return { kind: 'held', heldFor: 'piece-lost' };
    const address = `${item.address}/pieces/${item.id}/${name}`;
    const outcome = readReply(await post(address, 'application/octet-stream', bytes), hash);
    // Without its form no piece is a message: nothing has left that could come twice.
    if (outcome.kind === 'later') return { ...outcome, certain: true };
    if (outcome.kind !== 'received') return outcome;
    item.piecesThere = [...item.piecesThere, name];
    await note(sending, item, ({ piecesThere }) => ({ piecesThere: [...new Set([...piecesThere, name])] }));
  }
  return null;
}

/** The bodies are sent twice at most in one try: pieces may have been cleared away meanwhile. */
const ROUNDS = 2;

/** @returns null when it was taken back before it left. */
async function tryOnce(sending: Sending, item: OutboxItem): Promise<Outcome | null> {
  const { post } = sending;
  let outcome: Outcome = NO_ANSWER;
  for (let round = 0; round < ROUNDS; round += 1) {
    const stopped = await sendPieces(sending, item);
    if (stopped) return stopped;
    // Before it leaves: if this phone dies now, nobody may think that it never did.
    if (!(await note(sending, item, () => ({ left: true })))) return null;
    outcome = readReply(await post(`${item.address}/sealed`, 'application/json', item.body), item.hash);
    if (outcome.kind !== 'pieces-missing') return outcome;
    const { missing } = outcome;
    item.piecesThere = item.piecesThere.filter((name) => !missing.includes(name));
  }
  return outcome;
}

async function sendItem(sending: Sending, item: OutboxItem): Promise<void> {
  const { tell, now, luck, forgetDraft } = sending;
  tell(item.id, 'sending');
  const outcome = await tryOnce(sending, { ...item });
  if (!outcome) return;
  await note(sending, item, (current) => afterTry(current, outcome, item.left, now(), luck()));
  const isEnd = outcome.kind === 'received' || (outcome.kind === 'held' && outcome.heldFor === 'removed');
  if (isEnd && item.slot) await forgetDraft(item.authorityId, item.slot).catch(() => undefined);
  tell(item.id, 'changed');
}

/**
 * Sends what is due, oldest first, each once. Whoever calls this holds the lock of senders.
 * @param eager ignores waits that the server did not ask for.
 * @returns milliseconds until the next try, or null when nothing waits.
 */
export async function sendAll(sending: Sending, eager: boolean): Promise<number | null> {
  const { outbox, now, isOnline } = sending;
  const done = new Set<string>();
  for (;;) {
    const { items } = await reconcile(outbox, now());
    const next = items.find((item) => !done.has(item.id) && isDue(item, now(), eager));
    if (!next || !(await isOnline(next.address))) {
      const waits = items.filter(isWaiting).map((item) => waitLeft(item, now()));
      return waits.length > 0 ? Math.max(1_000, Math.min(...waits)) : null;
    }
    done.add(next.id);
    await sendItem(sending, next);
  }
}
