import type { FactsContext } from './kind.ts';
import type { Fault } from './piece.ts';

/** What is wrong with a source that is named by its key among the authority's. */
export function sourceFaults({ key }: { key: string }, sources: FactsContext['sources']): Fault[] {
  if (Object.hasOwn(sources, key)) return [];
  const message =
    key === '' ? 'The source was dropped. Name where this comes from.' : `There is no source “${key}”.`;
  return [{ path: ['source', 'key'], message }];
}
