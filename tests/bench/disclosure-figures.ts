interface Attacks {
  /** Tables (or years of tables) with something to find, that were attacked. */
  attacked: number;
  /** Those in which a small count could be told exactly, or narrowed to fewer than three values. */
  exact: number;
  narrow: number;
  /** Searches that took too long to say. */
  givenUp: number;
}

const noAttacks = (): Attacks => ({ attacked: 0, exact: 0, narrow: 0, givenUp: 0 });

export const noFigures = () => ({
  tables: 0,
  years: 0,
  withSmall: 0,
  tooFew: 0,
  whole: 0,
  cells: 0,
  hidden: 0,
  large: 0,
  largeShown: 0,
  zeros: 0,
  zerosShown: 0,
  ours: noAttacks(),
  acrossPeriods: noAttacks(),
  plain: noAttacks(),
  complementary: noAttacks(),
  rounded: noAttacks(),
});

export type Figures = ReturnType<typeof noFigures>;

/** Adds figures, and those within them. */
export function addFigures<T extends object>(sum: T, more: T): T {
  for (const key of Object.keys(sum) as (keyof T)[]) {
    const [a, b] = [sum[key], more[key]];
    sum[key] = (typeof a === 'number' ? a + Number(b) : addFigures(a as object, b as object)) as T[keyof T];
  }
  return sum;
}
