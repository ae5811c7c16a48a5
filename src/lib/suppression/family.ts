import type { History, TrueTable } from './table.ts';

/** The counts of all quarters by the same dimensions: what a reader would have to find out. */
export interface Family {
  dimensions: { id: string; values: string[] }[];
  quarters: string[];
  /** The counts of each quarter, one quarter after the other, each row by row. */
  counts: number[];
  countable: number[];
}

/** Where a table's cells are in a family: for each of its cells, the places that add up to it. */
export interface Projected {
  table: TrueTable;
  /** As `gridOf` orders its cells. */
  places: number[][];
}

export const idsOf = (table: Pick<TrueTable, 'dimensions'>): string[] => table.dimensions.map(({ id }) => id);

/** Quarters that published tables tie together with those of a table that goes out. */
function tiedTo({ quarters, published }: History): string[] {
  const tied = new Set(quarters);
  for (let before = 0; before !== tied.size;) {
    before = tied.size;
    for (const one of published)
      if (one.quarters.some((quarter) => tied.has(quarter)))
        for (const quarter of one.quarters) tied.add(quarter);
  }
  return [...tied].sort();
}

function placesOf(dimensions: Family['dimensions']): string[][] {
  return dimensions.reduce<string[][]>(
    (ats, { values }) => ats.flatMap((at) => values.map((value) => [...at, value])),
    [[]],
  );
}

function familyOf(tables: readonly History['tables'][number][], quarters: string[]): Family {
  const ids = idsOf(tables[0]!.table);
  const dimensions = ids.map((id, place) => ({
    id,
    values: [...new Set(tables.flatMap(({ table }) => table.dimensions[place]?.values ?? []))].sort(),
  }));
  const ats = placesOf(dimensions).map((at) => JSON.stringify(at));
  const index = new Map(ats.map((at, place) => [at, place]));
  const family: Family = { dimensions, quarters, counts: [], countable: [] };
  for (const quarter of quarters) {
    const mine = tables.find((one) => one.quarter === quarter);
    if (!mine) throw new RangeError(`There are no figures by ${ids.join(' and ')} of ${quarter}.`);
    const start = family.counts.length;
    family.counts.push(...ats.map(() => 0));
    family.countable.push(...ats.map(() => 0));
    for (const { at, children, countable = 0 } of mine.table.cells) {
      const place = start + (index.get(JSON.stringify(at)) ?? NaN);
      family.counts[place] = children;
      family.countable[place] = countable;
    }
  }
  return family;
}

/**
 * The families of a history, one for each set of dimensions there are figures by.
 * @throws RangeError when figures of a quarter are missing.
 */
export function familiesOf(history: History): Family[] {
  const quarters = tiedTo(history);
  const sets = new Map<string, History['tables'][number][]>();
  for (const one of history.tables) {
    if (!quarters.includes(one.quarter)) continue;
    const key = JSON.stringify(idsOf(one.table));
    sets.set(key, [...(sets.get(key) ?? []), one]);
  }
  return [...sets.values()].map((tables) => familyOf(tables, quarters));
}

/** A true table of some quarters, by some of a family's dimensions, and where its cells are in the family. */
export function project(family: Family, ids: readonly string[], quarters: readonly string[]): Projected {
  const dimensions = ids.map((id) => family.dimensions.find((one) => one.id === id)!);
  const positions = ids.map((id) => family.dimensions.findIndex((one) => one.id === id));
  const ats = placesOf(dimensions);
  const index = new Map(ats.map((at, place) => [JSON.stringify(at), place]));
  const places: number[][] = ats.map(() => []);
  const fine = placesOf(family.dimensions);
  for (const [nth, quarter] of family.quarters.entries()) {
    if (!quarters.includes(quarter)) continue;
    for (const [place, at] of fine.entries()) {
      const coarse = index.get(JSON.stringify(positions.map((position) => at[position])))!;
      places[coarse]!.push(nth * fine.length + place);
    }
  }
  const total = (counts: readonly number[], of: readonly number[]) =>
    of.reduce((sum, place) => sum + (counts[place] ?? 0), 0);
  const cells = ats.map((at, cell) => ({
    at,
    children: total(family.counts, places[cell]!),
    countable: total(family.countable, places[cell]!),
  }));
  return { table: { dimensions, cells }, places };
}
