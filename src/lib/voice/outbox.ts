import type { NamedPiece } from './seal-message.ts';
import type { SealedAnswer } from './sealed-form.ts';

/** How a message on this phone stands. `gone` is on its way out of the stores: taken back, or over. */
export type OutboxState = 'saved' | 'received' | 'refused' | 'gone';

/** Why a message is held: what the server answered, as far as a young person can do something about it. */
export type HeldFor =
  | 'sign-in'
  | 'removed'
  | 'differently'
  | 'key-unknown'
  | 'piece-lost'
  | 'too-large'
  | 'not-taken'
  | (typeof codeFaults)[number];

/** Views for a review that its code does not let in, or a review that there is not: taken back, they go with another code. */
export const codeFaults = ['code-unknown', 'code-used', 'code-old', 'review-over', 'no-review'] as const;

/** Which version of this format an item is in. A newer app reads what an older one stored. */
export const ITEM_VERSION = 1;

/** A message sealed on this phone, with all that is known of its way. JSON: two stores of the browser hold it. */
export interface OutboxItem {
  version: number;
  /** The message's own id. */
  id: string;
  authorityId: string;
  /** Where it is said in its council and language: `/manchester/en/say`; views for a review: `/manchester/en/review`. */
  address: string;
  savedAt: string;
  /** The very text that is sent, every time; empty once it has been received. */
  body: string;
  /** SHA-256 of it, in base64url. */
  hash: string;
  pieces: NamedPiece[];
  /** Names of pieces that the server has answered for. */
  piecesThere: string[];
  /** Its receipt, sealed under this phone's key (outbox-key.ts); null when it was kept, or its time is over. */
  receipt: string | null;
  /** The draft it was made of (outbox-drafts.ts), until it has been received; null where nothing was kept. */
  slot: string | null;
  state: OutboxState;
  heldFor: HeldFor | null;
  /** Whether a try may have arrived: then it can no longer be changed here. */
  left: boolean;
  tries: number;
  triedAt: string | null;
  waitMs: number;
  /** The server asked for this wait: nothing but a person shortens it. */
  toldToWait: boolean;
  received: Omit<SealedAnswer, 'hash'> | null;
  /** Whether its sender has been shown that it was received. */
  seen: boolean;
  /** Counts changes: of two copies the one with more is the newer. */
  step: number;
}

/** What is known when a message has just been sealed. */
export type SealedItem = Pick<
  OutboxItem,
  'id' | 'authorityId' | 'address' | 'savedAt' | 'body' | 'hash' | 'pieces' | 'receipt' | 'slot'
>;

export function newItem(sealed: SealedItem): OutboxItem {
  return {
    version: ITEM_VERSION,
    piecesThere: [],
    state: 'saved',
    heldFor: null,
    left: false,
    tries: 0,
    triedAt: null,
    waitMs: 0,
    toldToWait: false,
    received: null,
    seen: false,
    step: 0,
    ...sealed,
  };
}

/** Reads what a store holds, whichever version wrote it. @returns null for what is no item at all. */
export function readItem(stored: unknown): OutboxItem | null {
  const it = stored as Partial<OutboxItem> | null;
  if (typeof it !== 'object' || it === null) return null;
  if (typeof it.id !== 'string' || typeof it.body !== 'string' || typeof it.hash !== 'string') return null;
  if (typeof it.address !== 'string' || !/^\/[a-z0-9-]+\/[a-z]{2,3}\/(say|review)$/.test(it.address))
    return null;
  const { authorityId = it.address.split('/')[1]!, savedAt = new Date(0).toISOString() } = it;
  const { pieces = [], receipt = null, slot = null } = it;
  const { id, body, hash, address } = it;
  return { ...newItem({ id, body, hash, address, authorityId, savedAt, pieces, receipt, slot }), ...it };
}

/** The newer of two copies. */
export const newerOf = (one: OutboxItem, other: OutboxItem): OutboxItem =>
  other.step > one.step ? other : one;

export const isWaiting = (item: OutboxItem): boolean => item.state === 'saved';

/** Whether it has certainly never left this phone, so that it can be taken back into the form and changed. */
export const canChange = ({ state, heldFor, left, slot }: OutboxItem): boolean =>
  slot !== null && ((state === 'saved' && !left) || (state === 'refused' && heldFor !== 'removed'));

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 30_000;
/** A wait that a server asks for is believed up to this. */
const LONGEST_TOLD = 60 * 60_000;

/** How long to wait after so many tries, in milliseconds. @param luck from 0 to 1: phones must not all come back at once. */
export function waitAfter(tries: number, luck: number): number {
  const plain = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(10, Math.max(0, tries - 1)));
  return Math.round(plain * (0.75 + luck / 2));
}

/** Milliseconds until the next try. A clock that was set back does not hold a message up. */
export function waitLeft({ triedAt, waitMs }: OutboxItem, now: Date): number {
  if (!triedAt) return 0;
  const since = now.getTime() - Date.parse(triedAt);
  return since < 0 || Number.isNaN(since) ? 0 : Math.max(0, waitMs - since);
}

/** @param eager there is a network again, or somebody looks at the page: only a wait the server asked for still counts. */
export const isDue = (item: OutboxItem, now: Date, eager: boolean): boolean =>
  isWaiting(item) && ((eager && !item.toldToWait) || waitLeft(item, now) === 0);

/** What came of one try. `certain`: these bytes are certainly not there because of it. */
export type Outcome =
  | { kind: 'received'; answer: SealedAnswer }
  | { kind: 'later'; certain: boolean; retryAfterMs: number }
  | { kind: 'pieces-missing'; missing: string[] }
  | { kind: 'held'; heldFor: HeldFor };

type Change = Partial<OutboxItem>;

const tried = (item: OutboxItem, now: Date): Change => ({
  tries: item.tries + 1,
  triedAt: now.toISOString(),
});

/**
 * What a try changes. Nothing but an answer for these very bytes ends a message; limits and troubles only delay it.
 * @param leftBefore whether an earlier try may have arrived.
 */
export function afterTry(
  item: OutboxItem,
  outcome: Outcome,
  leftBefore: boolean,
  now: Date,
  luck: number,
): Change {
  if (outcome.kind === 'received') {
    const { receivedAt, at, due } = outcome.answer;
    const received = { receivedAt: receivedAt ?? now.toISOString(), at, due };
    const nothingLeft = { body: '', pieces: [], piecesThere: [], slot: null };
    return { ...tried(item, now), ...nothingLeft, state: 'received', heldFor: null, left: true, received };
  }
  if (outcome.kind === 'held') {
    const { heldFor } = outcome;
    // Whoever signs in meanwhile gets it sent by the next page they open.
    if (heldFor === 'sign-in')
      return { ...tried(item, now), heldFor, left: leftBefore, waitMs: LONGEST_WAIT, toldToWait: false };
    const ended = heldFor === 'removed' ? { body: '', pieces: [], slot: null } : {};
    return { ...tried(item, now), ...ended, state: 'refused', heldFor, left: leftBefore };
  }
  if (outcome.kind === 'pieces-missing') {
    const piecesThere = item.piecesThere.filter((name) => !outcome.missing.includes(name));
    return { ...tried(item, now), piecesThere, left: leftBefore, waitMs: waitAfter(item.tries + 1, luck) };
  }
  const told = Math.min(LONGEST_TOLD, outcome.retryAfterMs);
  return {
    ...tried(item, now),
    heldFor: null,
    left: leftBefore || !outcome.certain,
    waitMs: Math.max(told, waitAfter(item.tries + 1, luck)),
    toldToWait: told > 0,
  };
}

const KEPT_DAYS = 7;

/** When what is kept of a message must go from this phone; null for as long as it is nowhere else. */
export function goesAt({ state, heldFor, triedAt, savedAt }: OutboxItem): string | null {
  if (state === 'saved') return null;
  if (state === 'refused' && heldFor !== 'removed' && heldFor !== 'differently') return null;
  const from = Date.parse(triedAt ?? savedAt);
  return new Date(from + KEPT_DAYS * 86_400_000).toISOString();
}

/**
 * Whether nothing of it needs to be on this phone any more: received, its receipt kept, its sender told; or seven days
 * after it arrived.
 */
export function isOver(item: OutboxItem, now: Date): boolean {
  if (item.state === 'received' && item.receipt === null && item.seen) return true;
  const last = goesAt(item);
  return last !== null && last < now.toISOString();
}
