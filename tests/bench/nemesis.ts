import type { KillableServer } from './killable-server.ts';
import type { Chance } from './seeded.ts';

export interface KillCount {
  /** How many of them came while it was still starting. */
  whileStarting: number;
  /** From launch to first answer, in ms, shortest first. */
  readyMs: number[];
}

/** How long it is left to serve before the next kill, at most, in milliseconds. */
const LIVES_MS = 700;
/** One kill in so many comes before it has begun to serve: recovery can be killed too. */
const STARTING_ONE_IN = 10;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills a launched server so many times, at moments that chance chooses, and leaves it serving. */
export async function killAtRandom(
  server: KillableServer,
  times: number,
  chance: Chance,
  onKill: (count: number) => void,
): Promise<KillCount> {
  const readyMs: number[] = [];
  let whileStarting = 0;
  for (let kill = 1; kill <= times; kill += 1) {
    const usual = readyMs.at(-1);
    if (usual !== undefined && chance.between(0, STARTING_ONE_IN) < 1) {
      whileStarting += 1;
      await sleep(chance.between(0, usual));
    } else {
      readyMs.push(await server.untilReady());
      await sleep(chance.between(0, LIVES_MS));
    }
    if (!(await server.kill())) throw new Error(`The server ended by itself:\n${server.log()}`);
    onKill(kill);
    server.launch();
  }
  readyMs.push(await server.untilReady());
  return { whileStarting, readyMs: readyMs.sort((one, other) => one - other) };
}

/** The value below which this share of them lies. @param sorted shortest first. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
