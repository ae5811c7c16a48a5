import type { Counted, Limit, Limits } from '../platform/limits.server.ts';

/** security: 600 messages a minute an authority, 120 a network. Over it a message waits; none is ever dropped. */
const messagesOfAuthority: Limit = { name: 'messages/authority', points: 600, seconds: 60 };
const messagesOfNetwork: Limit = { name: 'messages/network', points: 120, seconds: 60 };

const SECOND = 1_000;
const between = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

/** How long a sender over the limit is asked to wait, in seconds. */
const WAIT_AT_LEAST = 10;
const WAIT_AT_MOST = 60;

/** @returns the seconds to wait before sending, or 0. */
export async function countMessage(limits: Limits, authorityId: string, network: string): Promise<number> {
  const counts: Counted[] = await Promise.all([
    limits.count(messagesOfNetwork, `${authorityId}/${network}`),
    limits.count(messagesOfAuthority, authorityId),
  ]);
  const wait = Math.max(...counts.map(({ waitMs }) => waitMs));
  return wait === 0 ? 0 : between(WAIT_AT_LEAST, WAIT_AT_MOST, Math.ceil(wait / SECOND));
}

const lookUpsOfNetwork: Limit = { name: 'receipts/network', points: 30, seconds: 3_600 };
const pauseOfNetwork: Limit = { name: 'receipts/pause', points: 1, seconds: 3_600 };
const lookUpsOfAuthority: Limit = { name: 'receipts/authority', points: 300, seconds: 3_600 };

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 900;

/**
 * A look-up is counted before any work is done, and taken back when the receipt was right: so that many at once do not
 * slip through, and those who hold a receipt never use up anything.
 */
export interface LookUp {
  /** Seconds this network must wait before the next look-up; 0: go on. */
  wait: number;
  /** To be called when the receipt was right. */
  wasRight(): Promise<void>;
}

const slowly = () => new Promise((resolve) => setTimeout(resolve, SECOND + Math.random() * SECOND));

/**
 * Counts the look-up of a receipt. After thirty wrong ones in an hour a network pauses for ten seconds, then twice as
 * long each time, for a quarter of an hour at most. After three hundred at one authority every look-up there takes
 * one or two seconds and none is refused: somebody who guesses must not lock a child out.
 */
export async function countLookUp(limits: Limits, authorityId: string, network: string): Promise<LookUp> {
  const key = `${authorityId}/${network}`;
  const waiting = await limits.waiting(pauseOfNetwork, key);
  if (waiting > 0) return { wait: Math.ceil(waiting / SECOND), wasRight: async () => undefined };
  const [ofNetwork, ofAuthority] = await Promise.all([
    limits.count(lookUpsOfNetwork, key),
    limits.count(lookUpsOfAuthority, authorityId),
  ]);
  if (ofNetwork.waitMs > 0) {
    const over = ofNetwork.points - lookUpsOfNetwork.points;
    const wait = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, over - 1));
    await limits.pause(pauseOfNetwork, key, wait);
    await limits.forgive(lookUpsOfAuthority, authorityId);
    return { wait, wasRight: async () => undefined };
  }
  if (ofAuthority.waitMs > 0) await slowly();
  return {
    wait: 0,
    async wasRight() {
      await Promise.all([
        limits.forgive(lookUpsOfNetwork, key),
        limits.forgive(lookUpsOfAuthority, authorityId),
      ]);
    },
  };
}
