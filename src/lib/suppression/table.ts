/** A count of young people at one place of a table: one value for each of its dimensions. */
export interface TrueCell {
  at: string[];
  children: number;
  /** How many the reader can count for themselves where the cell is shown, such as points listed under it. */
  countable?: number;
}

/**
 * A table as it is before anything is hidden: one dimension or two, each young person in one cell. A cell that is not
 * there holds nobody.
 */
export interface TrueTable {
  dimensions: { id: string; values: string[] }[];
  cells: TrueCell[];
}

/** A count as readers get it: rounded; `c` for a small one, or one hidden to protect it; or held back. */
export type ShownCount = number | 'c' | 'withheld';

/** The table as it goes out: every cell there may be, and a total for each value of each dimension and for all. */
export interface ShownTable {
  dimensions: { id: string; values: string[] }[];
  /** Why the whole table is held back, or null. */
  withheld: 'too-few' | 'would-identify' | null;
  cells: { at: string[]; shown: ShownCount }[];
  /** `null` at a place of `at` stands for all values of that dimension. */
  totals: { at: (string | null)[]; shown: ShownCount }[];
}

/** A table that readers have already, of some quarters: what the next one is compared with. */
export interface PublishedTable {
  quarters: string[];
  table: ShownTable;
}
