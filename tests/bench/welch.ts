/** Two lots of times held against each other. */
export interface Compared {
  medians: [number, number];
  /** Welch's t: whether the means differ by more than chance; above 4.5 either way somebody could learn from it. */
  t: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function squaredError(values: readonly number[]): number {
  const middle = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return variance / values.length;
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

export function compare(ones: readonly number[], others: readonly number[]): Compared {
  const t = (mean(ones) - mean(others)) / Math.sqrt(squaredError(ones) + squaredError(others));
  return { medians: [median(ones), median(others)], t };
}
