import { alike, MIN_POSSIBLE } from '../suppression/possible.ts';
import { AT_THE_DESK } from '../suppression/protect.ts';
import { Sums, type Known } from '../suppression/sums.ts';
import type { ShownCount, ShownTable } from '../suppression/table.ts';
import type { QuarterCounts } from './review-counts.ts';

/** Some values of one of the two things a quarter is counted by: `PN1`, or all codes of those who came. */
export interface Among {
  axis: 0 | 1;
  values: readonly string[];
}

/** A table that readers get of one period. */
export interface ToldTable {
  quarters: readonly string[];
  withheld: ShownTable['withheld'];
  cells: { of: Among; shown: ShownCount }[];
}

const rule = AT_THE_DESK;
const MANY = 1_000_000_000;
const isSmall = (count: number) => count > 0 && count < rule.smallest;

/**
 * Whether somebody who lays tables together, of several periods and counted several ways, could narrow a small count down
 * to fewer than three values (suppression/). They are taken to know how many there were in all: others do.
 * @param counts of every quarter in those periods.
 * @param secrets what must not be worked out of any period.
 */
export function tellsTogether(
  counts: readonly Pick<QuarterCounts, 'quarter' | 'cells'>[],
  tables: readonly ToldTable[],
  secrets: readonly Among[],
): boolean {
  const places = counts.flatMap(({ quarter, cells }) => cells.map((cell) => ({ quarter, ...cell })));
  const sum = (of: readonly number[]) => of.reduce((all, place) => all + places[place]!.count, 0);
  const found = new Map<string, number[]>();
  const at = (quarters: readonly string[], among: Among | null): number[] => {
    const key = JSON.stringify([quarters, among]);
    const known = found.get(key);
    if (known) return known;
    const made = places.flatMap((one, place) =>
      quarters.includes(one.quarter) && (!among || among.values.includes(one.at[among.axis])) ? [place] : [],
    );
    found.set(key, made);
    return made;
  };
  const knownOf = ({ quarters, withheld, cells }: ToldTable): Known[] => {
    const all = at(quarters, null);
    if (withheld === 'too-few') return [{ of: all, low: 0, high: rule.base - 1 }];
    if (withheld !== null) return [];
    const each = cells.flatMap(({ of: among, shown }): Known[] => {
      const of = at(quarters, among);
      if (shown === 'withheld') return [];
      // Hidden to protect a small one: nothing is known of it but that it is none itself.
      if (shown === 'c' && !isSmall(sum(of))) return [{ of, low: rule.smallest, high: MANY }];
      return [{ of, ...alike(sum(of), rule) }];
    });
    return [{ of: all, low: sum(all), high: sum(all) }, ...each];
  };
  const sums = new Sums(
    places.map(({ count }) => count),
    tables.flatMap(knownOf),
  );
  if (!sums.holds()) return true;
  const spans = new Set([
    ...counts.map(({ quarter }) => JSON.stringify([quarter])),
    ...tables.map(({ quarters }) => JSON.stringify(quarters)),
  ]);
  return [...spans].some((span) =>
    secrets.some((among) => {
      const of = at(JSON.parse(span) as string[], among);
      const count = sum(of);
      return isSmall(count) && sums.values(of, 0, count + MIN_POSSIBLE, MIN_POSSIBLE) < MIN_POSSIBLE;
    }),
  );
}
