/** A drawing as strokes: undo and what was kept are then exact, whatever the size of the screen. */

export const colours = ['black', 'red', 'blue', 'green', 'yellow'] as const;
export type Colour = (typeof colours)[number];

export const widths = ['thin', 'thick'] as const;
export type Width = (typeof widths)[number];

/** The paper's side, in the units of strokes and in dots of the picture that is sent. */
export const SIDE = 1_000;

/** Points nearer to the last one than this tell nothing. */
const NEAR = 3;

export interface Stroke {
  colour: Colour;
  width: Width;
  /** x and y in turn. */
  points: number[];
}

/** What was done, in its order. `null`: the paper was emptied. */
export type Steps = readonly (Stroke | null)[];

/** The strokes on the paper. */
export function strokesOn(steps: Steps): Stroke[] {
  return steps.slice(steps.lastIndexOf(null) + 1).filter((step) => step !== null);
}

/** Takes the last step back, the emptying of the paper too. */
export const undo = (steps: Steps): Steps => steps.slice(0, -1);

/** Empties the paper; an empty one stays as it is. */
export const startAgain = (steps: Steps): Steps => (strokesOn(steps).length > 0 ? [...steps, null] : steps);

const onPaper = (value: number) => Math.round(Math.min(SIDE, Math.max(0, value)));

/** Adds a point where it is far enough from the last. @returns whether it did. */
export function addPoint({ points }: Stroke, x: number, y: number): boolean {
  const [lastX, lastY] = points.slice(-2);
  if (lastX !== undefined && Math.hypot(x - lastX, y - lastY!) < NEAR) return false;
  points.push(onPaper(x), onPaper(y));
  return true;
}

function isStroke(value: unknown): value is Stroke {
  const { colour, width, points } = (value ?? {}) as Partial<Stroke>;
  return (
    colours.some((one) => one === colour) &&
    widths.some((one) => one === width) &&
    Array.isArray(points) &&
    points.length >= 2 &&
    points.length % 2 === 0 &&
    points.every((point) => Number.isInteger(point) && point >= 0 && point <= SIDE)
  );
}

/** Reads kept strokes; those that are none of ours are left out. */
export function readStrokes(json: string): Stroke[] {
  try {
    const kept = JSON.parse(json) as unknown;
    return Array.isArray(kept) ? kept.filter(isStroke) : [];
  } catch {
    return [];
  }
}
