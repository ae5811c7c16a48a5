import type { Limit, Limits } from '../platform/limits.server.ts';

/** One tap is quick: a home full of people may answer about everything, and a script is slowed down. */
const answersOfNetwork: Limit = { name: 'kept/network', points: 120, seconds: 60 };
const answersOfAuthority: Limit = { name: 'kept/authority', points: 600, seconds: 60 };

const WAIT_AT_LEAST = 10;
const WAIT_AT_MOST = 60;

/**
 * Counts an answer to "is this being kept for you?". What one network sends over its own limit is not counted against
 * its authority.
 * @returns the seconds to wait before answering, or 0.
 */
export async function countKeptAnswer(limits: Limits, authorityId: string, network: string): Promise<number> {
  const ofNetwork = await limits.count(answersOfNetwork, `${authorityId}/${network}`);
  const { waitMs } = ofNetwork.waitMs > 0 ? ofNetwork : await limits.count(answersOfAuthority, authorityId);
  return waitMs === 0 ? 0 : Math.min(WAIT_AT_MOST, Math.max(WAIT_AT_LEAST, Math.ceil(waitMs / 1_000)));
}
