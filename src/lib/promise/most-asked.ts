import { roundTo } from '../suppression/protect.ts';

/** Fewer voices than this move nothing: an order must not tell that one child spoke. */
const AT_LEAST = 5;

/**
 * The most asked-about first, then the promise's own order. Counts are rounded first, so that the order says no more
 * than published figures do.
 * @param voices how many young people spoke of each, in quarters that are over.
 */
export function mostAskedFirst<One extends { commitmentId: string }>(
  commitments: readonly One[],
  voices: ReadonlyMap<string, number>,
): One[] {
  const weight = ({ commitmentId }: One) => {
    const count = voices.get(commitmentId) ?? 0;
    return count < AT_LEAST ? 0 : roundTo(AT_LEAST, count);
  };
  return [...commitments].sort((a, b) => weight(b) - weight(a));
}
