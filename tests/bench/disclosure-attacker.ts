/** What somebody knows of a sum of counts. */
export interface Clue {
  of: readonly number[];
  low: number;
  high: number;
}

/** A search that takes longer than this many choices is given up, and counted as such. */
const MOST_CHOICES = 3_000;
const NEARBY_TRIES = 600;
const UNKNOWN = 10_000;

/**
 * The attacker: shares no code with what it attacks. Narrows the bounds of every count until nothing moves, then chooses
 * and goes back when it was wrong: finds whether any whole counts fit all the clues, or proves that none do.
 */
export class Attacker {
  readonly #guesses: readonly number[];
  readonly #clues: Clue[];
  /** The true counts, and what they add up to in each clue, while others near them are looked at. */
  readonly #now: number[];
  readonly #sums: number[];
  #tries = 0;
  #root: { low: Int32Array; high: Int32Array } | null = null;
  readonly #cluesOf: number[][];
  #choices = 0;
  /** Searches that were given up. */
  givenUp = 0;

  /** @param guesses where to look first: the true counts, which makes it quick and leaves what it finds as it is. */
  constructor(guesses: readonly number[], clues: readonly Clue[]) {
    this.#guesses = guesses;
    this.#clues = [...clues];
    this.#now = [...guesses];
    this.#sums = clues.map(({ of }) => of.reduce((sum, at) => sum + guesses[at]!, 0));
    this.#cluesOf = guesses.map(() => []);
    for (const [index, { of }] of clues.entries()) for (const at of of) this.#cluesOf[at]!.push(index);
  }

  #narrow(low: Int32Array, high: Int32Array, todo: number[]): boolean {
    const waiting = new Set(todo);
    for (const index of waiting) {
      waiting.delete(index);
      const clue = this.#clues[index]!;
      let least = 0;
      let most = 0;
      for (const at of clue.of) {
        least += low[at]!;
        most += high[at]!;
      }
      if (least > clue.high || most < clue.low) return false;
      for (const at of clue.of) {
        const top = clue.high - (least - low[at]!);
        const bottom = clue.low - (most - high[at]!);
        if (top >= high[at]! && bottom <= low[at]!) continue;
        const [oldLow, oldHigh] = [low[at]!, high[at]!];
        high[at] = Math.min(oldHigh, top);
        low[at] = Math.max(oldLow, bottom);
        if (low[at]! > high[at]!) return false;
        least += low[at]! - oldLow;
        most += high[at]! - oldHigh;
        for (const other of this.#cluesOf[at]!) waiting.add(other);
      }
    }
    return true;
  }

  #search(low: Int32Array, high: Int32Array, order: readonly number[]): boolean {
    const open = order.find((at) => low[at]! < high[at]!);
    if (open === undefined) return true;
    if ((this.#choices += 1) > MOST_CHOICES) {
      this.givenUp += 1;
      return true;
    }
    const guess = Math.min(high[open]!, Math.max(low[open]!, this.#guesses[open]!));
    const tries = [
      [guess, guess],
      [guess + 1, high[open]!],
      [low[open]!, guess - 1],
    ] as const;
    for (const [from, to] of tries) {
      if (from > to) continue;
      const [nextLow, nextHigh] = [low.slice(), high.slice()];
      nextLow[open] = from;
      nextHigh[open] = to;
      if (this.#narrow(nextLow, nextHigh, this.#cluesOf[open]!) && this.#search(nextLow, nextHigh, order))
        return true;
    }
    return false;
  }

  /** How many values from `least` to `most` some counts can add up to; no further than `enough`. */
  possible(of: readonly number[], least: number, most: number, enough: number): number {
    const truth = of.reduce((sum, at) => sum + this.#guesses[at]!, 0);
    let found = 0;
    const later: number[] = [];
    for (let value = least; value <= most && found < enough; value += 1) {
      if (this.#fitsNearby(of, value - truth)) found += 1;
      else later.push(value);
    }
    for (const value of later) if (found < enough && this.#fits(of, value)) found += 1;
    return found;
  }

  #move(at: number, by: number): void {
    this.#now[at] = this.#now[at]! + by;
    for (const index of this.#cluesOf[at]!) this.#sums[index] = this.#sums[index]! + by;
  }

  /** Moves others the way that the first clue that no longer fits needs, as deep as allowed. */
  #mend(fixed: readonly number[], depth: number): boolean {
    const broken = this.#sums.findIndex(
      (sum, index) => sum < this.#clues[index]!.low || sum > this.#clues[index]!.high,
    );
    if (broken < 0) return true;
    if (depth === 0) return false;
    const { of, low, high } = this.#clues[broken]!;
    const sum = this.#sums[broken]!;
    const by = sum < low ? low - sum : high - sum;
    for (const at of of) {
      if (fixed.includes(at) || this.#now[at]! + by < 0 || (this.#tries -= 1) < 0) continue;
      this.#move(at, by);
      const mended = this.#mend([...fixed, at], depth - 1);
      this.#move(at, -by);
      if (mended) return true;
    }
    return false;
  }

  /** Whether the true counts still fit when one of these is changed, and a few others to make up for it. */
  #fitsNearby(of: readonly number[], by: number): boolean {
    for (const at of of) {
      if (this.#now[at]! + by < 0) continue;
      this.#tries = NEARBY_TRIES;
      this.#move(at, by);
      const fits = this.#mend(of, 4);
      this.#move(at, -by);
      if (fits) return true;
    }
    return false;
  }

  /** All counts, those that have least to do with what is asked first: they can stay as they are. */
  #farFrom(asked: readonly number[]): number[] {
    const near = this.#guesses.map(() => 0);
    for (const { of } of this.#clues)
      if (asked.some((at) => of.includes(at))) for (const at of of) near[at] = near[at]! + 1 / of.length;
    return [...near.keys()].sort((a, b) => near[a]! - near[b]!);
  }

  #fits(asked: readonly number[], value: number): boolean {
    if (!this.#root) {
      this.#root = {
        low: new Int32Array(this.#guesses.length),
        high: new Int32Array(this.#guesses.length).fill(UNKNOWN),
      };
      if (!this.#narrow(this.#root.low, this.#root.high, [...this.#clues.keys()]))
        throw new Error('The clues contradict the truth.');
    }
    const [low, high] = [this.#root.low.slice(), this.#root.high.slice()];
    const index = this.#clues.push({ of: asked, low: value, high: value }) - 1;
    for (const at of asked) this.#cluesOf[at]!.push(index);
    this.#choices = 0;
    const fits = this.#narrow(low, high, [index]) && this.#search(low, high, this.#farFrom(asked));
    this.#clues.pop();
    for (const at of asked) this.#cluesOf[at]!.pop();
    return fits;
  }
}
