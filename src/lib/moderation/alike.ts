import { featuresOf, type Alike } from '../screening/sketch.ts';

/** From this share of a point's own words on, a message may say what the point says. */
const SOME = 0.34;
const VERY = 0.6;

/** A point with fewer features than this says too little to compare. */
const LEAST_FEATURES = 6;

/** How alike a message is to a point: by how much of the point's words it has, whatever else it says. */
export function alikeToPoint(
  said: ReadonlySet<string>,
  text: string,
): { alike: Alike; share: number } | null {
  const features = featuresOf(text);
  if (features.size < LEAST_FEATURES) return null;
  let same = 0;
  for (const feature of features) if (said.has(feature)) same += 1;
  const share = same / features.size;
  return share < SOME ? null : { alike: share >= VERY ? 'very' : 'some', share };
}
