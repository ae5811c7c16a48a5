import type { Limit, Limits } from '../platform/limits.server.ts';
import { takingTurns, takingTurnsByName } from '../platform/turns.ts';

/** security: 600 messages a minute an authority, 120 a network. Over it a message waits; none is ever dropped. */
const messagesOfAuthority: Limit = { name: 'messages/authority', points: 600, seconds: 60 };
const messagesOfNetwork: Limit = { name: 'messages/network', points: 120, seconds: 60 };

/** Pieces of recordings and drawings by themselves: they must not use up what words may. */
const piecesOfAuthority: Limit = { name: 'pieces/authority', points: 600, seconds: 60 };
const piecesOfNetwork: Limit = { name: 'pieces/network', points: 120, seconds: 60 };

const SECOND = 1_000;
const between = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

/** How long a sender over the limit is asked to wait, in seconds. */
const WAIT_AT_LEAST = 10;
const WAIT_AT_MOST = 60;

async function countOne(
  limits: Limits,
  [ofNetwork, ofAuthority]: [Limit, Limit],
  authorityId: string,
  network: string,
): Promise<number> {
  const there = await limits.count(ofNetwork, `${authorityId}/${network}`);
  const { waitMs } = there.waitMs > 0 ? there : await limits.count(ofAuthority, authorityId);
  return waitMs === 0 ? 0 : between(WAIT_AT_LEAST, WAIT_AT_MOST, Math.ceil(waitMs / SECOND));
}

/**
 * What one network sends over its own limit is not counted against its authority: a flood from one place must not make
 * everybody else wait.
 * @returns the seconds to wait before sending, or 0.
 */
export function countMessage(limits: Limits, authorityId: string, network: string): Promise<number> {
  return countOne(limits, [messagesOfNetwork, messagesOfAuthority], authorityId, network);
}

/** The same for a piece of a recording or a drawing. */
export function countPiece(limits: Limits, authorityId: string, network: string): Promise<number> {
  return countOne(limits, [piecesOfNetwork, piecesOfAuthority], authorityId, network);
}

/** What can be guessed, each counted by itself: receipts, and codes for a review. */
type Guessable = 'receipts' | 'review-codes';

const limitsOf = (what: Guessable): { ofNetwork: Limit; pause: Limit; ofAll: Limit } => ({
  ofNetwork: { name: `${what}/network`, points: 30, seconds: 3_600 },
  pause: { name: `${what}/pause`, points: 1, seconds: 3_600 },
  ofAll: { name: `${what}/authority`, points: 300, seconds: 3_600 },
});
const guessLimits = { receipts: limitsOf('receipts'), 'review-codes': limitsOf('review-codes') };

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 900;

/**
 * How many wrong ones are told so at a time once look-ups are slow, each after one or two seconds: however many guess,
 * and from however many networks, there is time left for whoever holds a receipt.
 */
const SLOW_AT_ONCE = 150;
const slowly = takingTurns(SLOW_AT_ONCE);
const oneOrTwoSeconds = () =>
  new Promise<void>((resolve) => setTimeout(resolve, SECOND + Math.random() * SECOND));

/** A network's look-ups take turns: one that is still being looked at is never taken for a wrong one. */
const inTurn = takingTurnsByName(1);

/** What came of a look-up: what it found, or the seconds that this network must wait before the next. */
export type LookedUp<Found> = { wait: number } | { found: Found | null };

/**
 * Looks a receipt up. It is counted before any work is done, and taken back when the receipt was right: those who hold
 * one never use anything up. After thirty wrong ones in an hour a network pauses for ten seconds; one more look-up may
 * follow, and if it is wrong too the pause is twice as long, and so on, a quarter of an hour at most. After three
 * hundred at one authority every wrong one there takes one or two seconds, or longer where many guess, and none is
 * refused; a right one takes no longer than ever: somebody who guesses must not lock a child out.
 * @param look does the work; null for a receipt that opens nothing.
 * @param what is looked up: a network that has guessed codes may still look up its receipts.
 */
export async function lookUp<Found>(
  limits: Limits,
  authorityId: string,
  network: string,
  look: () => Promise<Found | null>,
  what: Guessable = 'receipts',
): Promise<LookedUp<Found>> {
  const { ofNetwork, pause, ofAll } = guessLimits[what];
  const key = `${authorityId}/${network}`;
  const seconds = async () => Math.ceil((await limits.waiting(pause, key)) / SECOND);
  const already = await seconds();
  if (already > 0) return { wait: already };
  const ofAuthority = await limits.count(ofAll, authorityId);
  let wasWrong = false;
  try {
    const lookedUp = await inTurn(`${what}/${key}`, async () => {
      const wait = await seconds();
      if (wait > 0) return { wait };
      const { left } = await limits.count(ofNetwork, key);
      // Before the work: whoever asks meanwhile, at another server too, is already to wait.
      if (left <= 0) await limits.pause(pause, key, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** -left));
      try {
        const found = await look();
        wasWrong = found === null;
        return { found };
      } finally {
        if (!wasWrong) {
          await limits.forgive(ofNetwork, key);
          if (left <= 0) await limits.forget(pause, key);
        }
      }
    });
    // Not in this network's turn: a wrong one that waits holds up nobody who is right.
    if (wasWrong && ofAuthority.waitMs > 0) await slowly(oneOrTwoSeconds);
    return lookedUp;
  } finally {
    if (!wasWrong) await limits.forgive(ofAll, authorityId);
  }
}
