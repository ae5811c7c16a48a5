import { ask } from './plain-http.ts';

export interface Waits {
  /** How long answers took, in milliseconds, the longest last. */
  sorted: number[];
  /** What was not answered as it should be. */
  wrong: string[];
}

/**
 * Reads pages one after the other, each on a connection of its own, until something else is done: what people who only
 * read notice of a fault.
 */
export async function readDuring(origin: string, paths: string[], during: Promise<unknown>): Promise<Waits> {
  const sorted: number[] = [];
  const wrong: string[] = [];
  let done = false;
  const over = during.finally(() => (done = true)).catch(() => undefined);
  while (!done) {
    for (const path of paths) {
      const began = performance.now();
      const { status } = await ask(origin, path);
      sorted.push(performance.now() - began);
      if (status !== 200) wrong.push(`${status} ${path}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await over;
  return { sorted: sorted.sort((a, b) => a - b), wrong };
}

/** The wait that so many of a hundred stay under. */
export const percentile = ({ sorted }: Waits, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0;
