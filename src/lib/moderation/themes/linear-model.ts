import type { Features } from './features.ts';
import { vocabularyOf, type Vector } from './vocabulary.ts';

/** Something to learn from: what it is known by, how much of it belongs to which class, how much it counts. */
export interface Example {
  features: Features;
  shares: ReadonlyMap<number, number>;
  weight: number;
}

export interface LinearModel {
  /** How likely each class is; they add up to 1. Null where nothing of the text was ever met. */
  chances(features: Features): Float64Array | null;
}

const ROUNDS = 5;
const FIRST_RATE = 6;
/** How much of what was learnt is let go at each step: what is seen once only should not be believed for ever. */
const LET_GO = 1e-4;
const BIAS_RATE = 0.05;
/** A class that is this little wrong is left as it is: most are, and it would take most of the time. */
const TOO_SMALL = 2e-4;
/** Examples between two turns of others. */
const AT_ONCE = 40;

/** Numbers that look random and are the same on every machine: what is learnt must not depend on the day. */
function shuffler(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function toChances(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((total, one) => total + one, 0);
  return raised.map((one) => one / sum);
}

/**
 * Learns a multinomial logistic regression by stochastic gradient descent. The same examples in the same order make the
 * same model. A generator, so that a server can give others their turn between steps.
 */
export function* learn(examples: readonly Example[], classes: number): Generator<void, LinearModel> {
  const vocabulary = vocabularyOf(examples.map(({ features }) => features));
  const weights = new Float32Array(vocabulary.size * classes);
  const bias = new Float32Array(classes);

  const chancesOf = ({ places, amounts }: Vector): Float64Array => {
    const scores = Float64Array.from(bias);
    for (let at = 0; at < places.length; at += 1) {
      const row = places[at]! * classes;
      const amount = amounts[at]!;
      for (let one = 0; one < classes; one += 1) scores[one]! += amount * weights[row + one]!;
    }
    return toChances(scores);
  };

  const correct = (vector: Vector, { shares, weight }: Example, rate: number): void => {
    const keep = 1 - LET_GO * rate;
    const wrong = chancesOf(vector).map((chance, one) => ((shares.get(one) ?? 0) - chance) * weight * rate);
    const moved: number[] = [];
    wrong.forEach((step, one) => Math.abs(step) > TOO_SMALL * rate && moved.push(one));
    for (const one of moved) bias[one]! += BIAS_RATE * wrong[one]!;
    for (let at = 0; at < vector.places.length; at += 1) {
      const row = vector.places[at]! * classes;
      const amount = vector.amounts[at]!;
      for (const one of moved) weights[row + one] = weights[row + one]! * keep + amount * wrong[one]!;
    }
  };

  yield;
  const lessons = examples.map((example) => ({ example, vector: vocabulary.vectorOf(example.features) }));
  yield;
  const random = shuffler(20261122);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = lessons.map((lesson) => ({ lesson, at: random() })).sort((a, b) => a.at - b.at);
    for (const [turn, { lesson }] of order.entries()) {
      if (turn % AT_ONCE === 0) yield;
      correct(lesson.vector, lesson.example, FIRST_RATE / (1 + round));
    }
  }
  return {
    chances(features) {
      const vector = vocabulary.vectorOf(features);
      return vector.places.length === 0 ? null : chancesOf(vector);
    },
  };
}
