import type { Limits } from '../platform/limits.server.ts';
import { lookUp } from '../voice/limits.server.ts';
import { ReviewCodeRefused } from './code-refused.ts';

/**
 * Does what uses a review code, and counts one that is none of ours against its network, as a wrong receipt is
 * (voice/limits.server.ts): it comes to pauses, and locks nobody out. A code that is ours and was used, or is old, is no
 * guess.
 * @returns what was done, or the seconds that this network must wait before the next.
 * @throws what `use` throws.
 */
export async function usingCode<Done>(
  limits: Limits,
  authorityId: string,
  network: string,
  use: () => Promise<Done>,
): Promise<{ wait: number } | { done: Done }> {
  let wrong: ReviewCodeRefused | undefined;
  const looked = await lookUp(
    limits,
    authorityId,
    network,
    async () => {
      try {
        return { done: await use() };
      } catch (fault) {
        if (!(fault instanceof ReviewCodeRefused) || fault.fault !== 'code-unknown') throw fault;
        wrong = fault;
        return null;
      }
    },
    'review-codes',
  );
  if ('wait' in looked) return looked;
  if (looked.found) return looked.found;
  throw wrong ?? new ReviewCodeRefused('code-unknown');
}
