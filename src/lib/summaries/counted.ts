import type { Breakdown } from '../authorities/breakdowns.ts';
import type { TrueTable } from '../suppression/table.ts';

/** What a table may be split by. */
export type DimensionId = 'theme' | Breakdown;

/** What somebody told nothing of, or what was not kept. */
export const NOT_TOLD = 'not-told';

/** How many young people are at one place of everything that is counted: each of a theme and quarter in one. */
export interface Counted {
  quarter: string;
  at: Record<DimensionId, string>;
  voices: number;
}

export type Dimension = TrueTable['dimensions'][number];

/** A table of one dimension or two, added up from the finest counts. */
export function tableOf(counted: readonly Counted[], dimensions: readonly Dimension[]): TrueTable {
  const sums = new Map<string, { at: string[]; children: number }>();
  for (const { at, voices } of counted) {
    const place = dimensions.map(({ id }) => at[id as DimensionId]);
    const key = JSON.stringify(place);
    const sum = sums.get(key) ?? { at: place, children: 0 };
    sum.children += voices;
    sums.set(key, sum);
  }
  return { dimensions: dimensions.map(({ id, values }) => ({ id, values })), cells: [...sums.values()] };
}

/** The values of a dimension in their order: those there are to choose from, then any others that were found. */
export function valuesOf(counted: readonly Counted[], id: DimensionId, known: readonly string[]): string[] {
  const found = new Set(counted.map(({ at }) => at[id]));
  found.delete(NOT_TOLD);
  const told = [...new Set([...known, ...[...found].sort()])];
  return counted.some(({ at }) => at[id] === NOT_TOLD) ? [...told, NOT_TOLD] : told;
}
