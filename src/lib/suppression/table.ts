import type { Rule } from './attack.ts';

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
  /** The rule it was protected by, where that is another than the next one's. */
  rule?: Rule;
}

/** A quarter's true counts: what tables of longer periods are added up from. */
export interface QuarterTable {
  quarter: string;
  table: TrueTable;
}

/** What readers can lay beside a table that goes out. */
export interface History {
  /** The quarters that the table is of. */
  quarters: readonly string[];
  /** Every table published of these quarters, or of others together with them. */
  published: readonly PublishedTable[];
  /**
   * The true counts, as they were when they were first published, of each quarter in any of those periods: by the
   * table's dimensions, and by those of each published one (or by two that have them among theirs).
   */
  tables: readonly QuarterTable[];
}
