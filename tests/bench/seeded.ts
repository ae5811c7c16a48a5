/** Chance that can be had again: the same seed gives the same numbers. */
export interface Chance {
  /** A number from `low` up to, not including, `high`. */
  between(low: number, high: number): number;
}

/** Mulberry32 (Tommy Ettinger, public domain): good enough to choose moments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { between: (low, high) => low + next() * (high - low) };
}

/** What a fault bench is told: how often, and a seed. @throws Error when either is no whole number above 0. */
export function countAndSeed([count, seed]: string[], usual: number): { count: number; seed: number } {
  const read = (text: string | undefined, otherwise: number) => {
    if (text === undefined) return otherwise;
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is no whole number above 0.`);
    return Number(text);
  };
  return { count: read(count, usual), seed: read(seed, 1 + Math.floor(Math.random() * 999_999)) };
}
