import type { Limit, Limits } from '../platform/limits.server.ts';
import type { Whose } from './addresses.server.ts';

const codesOfPerson: Limit = { name: 'notices/codes-person', points: 3, seconds: 3_600 };
const codesToAddress: Limit = { name: 'notices/codes-address', points: 3, seconds: 3_600 };
const triesOfPerson: Limit = { name: 'notices/tries-person', points: 15, seconds: 3_600 };
const trialsOfPerson: Limit = { name: 'notices/trials-person', points: 5, seconds: 3_600 };

const seconds = (...waits: number[]): number => Math.ceil(Math.max(...waits) / 1_000);
const keyOf = ({ authorityId, personId }: Whose) => `${authorityId}/${personId}`;

/**
 * Counts a code sent by email: three an hour for a person, and three an hour to one address whoever asks, so that nobody
 * is sent mail they never asked for again and again. @returns the seconds to wait, or 0.
 */
export async function countCode(limits: Limits, whose: Whose, fingerprint: string): Promise<number> {
  const own = await limits.count(codesOfPerson, keyOf(whose));
  if (own.waitMs > 0) return seconds(own.waitMs);
  return seconds((await limits.count(codesToAddress, fingerprint)).waitMs);
}

/** Counts a code typed: each code allows five tries, and three codes an hour fifteen. @returns seconds to wait, or 0. */
export async function countTry(limits: Limits, whose: Whose): Promise<number> {
  return seconds((await limits.count(triesOfPerson, keyOf(whose))).waitMs);
}

/** Counts a notice that somebody sends themselves to see what comes: five an hour. @returns seconds to wait, or 0. */
export async function countTrial(limits: Limits, whose: Whose): Promise<number> {
  return seconds((await limits.count(trialsOfPerson, keyOf(whose))).waitMs);
}
