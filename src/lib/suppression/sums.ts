import type { Range } from './network.ts';

/** Counts that add up to something a reader knows something of. */
export interface Known extends Range {
  of: readonly number[];
}

const MOST_TRIES = 400;
const MOST_STEPS = 9;

/**
 * Whole counts, and what is known of sums of them. A network cannot hold tables of quarters, halves and years at once, so
 * other counts that would look the same are looked for by hand, one step at a time: a value counts only when every count
 * that goes with it was found. So it may find too few, never too many.
 */
export class Sums {
  readonly #counts: number[];
  readonly #known: readonly Known[];
  readonly #sums: number[];
  readonly #knownOf: number[][];
  #tries = 0;

  /** @param counts the true ones. */
  constructor(counts: readonly number[], known: readonly Known[]) {
    this.#counts = [...counts];
    this.#known = known;
    this.#knownOf = counts.map(() => []);
    for (const [index, { of }] of known.entries()) for (const at of of) this.#knownOf[at]?.push(index);
    this.#sums = known.map(({ of }) => of.reduce((sum, at) => sum + (counts[at] ?? 0), 0));
  }

  /** Whether the true counts are among those that the reader holds possible. */
  holds(): boolean {
    return this.#broken() === null;
  }

  #isBroken(index: number): boolean {
    const { low, high } = this.#known[index]!;
    return this.#sums[index]! < low || this.#sums[index]! > high;
  }

  #broken(): number | null {
    const index = this.#known.findIndex((_, at) => this.#isBroken(at));
    return index < 0 ? null : index;
  }

  #move(at: number, by: number): void {
    this.#counts[at] = this.#counts[at]! + by;
    for (const index of this.#knownOf[at]!) this.#sums[index] = this.#sums[index]! + by;
  }

  /** How far what is known would be from holding, were a count moved: less than nothing where it mends something. */
  #harm(at: number, by: number): number {
    let harm = 0;
    for (const index of this.#knownOf[at]!) {
      const { low, high } = this.#known[index]!;
      const sum = this.#sums[index]!;
      const now = sum < low ? low - sum : Math.max(0, sum - high);
      const then = sum + by < low ? low - sum - by : Math.max(0, sum + by - high);
      harm += then - now;
    }
    return harm;
  }

  /** Moves other counts until everything known holds again. */
  #mend(moved: ReadonlyMap<number, number>, kept: ReadonlySet<number>, steps: number): boolean {
    const broken = this.#brokenNow(moved);
    if (broken === null) return true;
    if (steps === 0 || (this.#tries += 1) > MOST_TRIES) return false;
    const { of, low } = this.#known[broken]!;
    const by = this.#sums[broken]! < low ? 1 : -1;
    const choices = of
      .filter((at) => !kept.has(at) && this.#counts[at]! + by >= 0 && (moved.get(at) ?? 0) * by >= 0)
      .map((at) => ({ at, harm: this.#harm(at, by) }))
      .sort((a, b) => a.harm - b.harm)
      .slice(0, 6);
    for (const { at } of choices) {
      this.#move(at, by);
      if (this.#mend(new Map(moved).set(at, (moved.get(at) ?? 0) + by), kept, steps - 1)) return true;
      this.#move(at, -by);
      if (this.#tries > MOST_TRIES) return false;
    }
    return false;
  }

  #brokenNow(moved: ReadonlyMap<number, number>): number | null {
    for (const at of moved.keys())
      for (const index of this.#knownOf[at]!) if (this.#isBroken(index)) return index;
    return null;
  }

  /** Whether some counts may add up to this much more, or less, than they do. */
  #can(of: readonly number[], by: number): boolean {
    const step = Math.sign(by);
    const kept = new Set(of);
    const first = of
      .filter((at) => this.#counts[at]! + by >= 0)
      .map((at) => ({ at, harm: this.#harm(at, by) }))
      .sort((a, b) => a.harm - b.harm)
      .slice(0, 4);
    this.#tries = 0;
    for (const { at } of first) {
      const before = [...this.#counts];
      this.#move(at, by);
      const can = this.#mend(new Map([[at, step]]), kept, MOST_STEPS);
      for (const [index, count] of before.entries())
        if (this.#counts[index] !== count) this.#move(index, count - this.#counts[index]!);
      if (can) return true;
    }
    return false;
  }

  /** How many values a sum of counts was found to be able to have, from `least` to `most`, counted up to `enough`. */
  values(of: readonly number[], least: number, most: number, enough: number): number {
    const truth = of.reduce((sum, at) => sum + this.#counts[at]!, 0);
    let found = 1;
    for (let away = 1; away <= most - least && found < enough; away += 1) {
      for (const value of [truth + away, truth - away])
        if (value >= least && value <= most && this.#can(of, value - truth)) found += 1;
    }
    return found;
  }
}
