import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atEnd } from './at-end.ts';
import { cutOnce, hasHeld, type CutRound } from './cut-round.ts';
import { endingsOf } from './history.ts';
import { LIMIT_FACTOR } from './killable-server.ts';
import { runAmongOwnMounts } from './own-mounts.ts';
import { whyNoPowerCut } from './power-trial.ts';
import { prepareDatabase } from './prepared-database.ts';
import { countAndSeed } from './seeded.ts';
import { lineOf, sumOf } from './verdict.ts';

const CUTS = 20;
/** The control needs fewer: one would do. */
const CONTROL_ONE_IN = 4;

const WEAKENED = {
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'weaken-sqlite.ts')).href}`,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

function tell(rounds: CutRound[], began: number): void {
  say(`  ${lineOf(sumOf(rounds.map(({ atCut }) => atCut)))}`);
  const dark = rounds.reduce((sum, { inTheDark }) => sum + inTheDark, 0);
  const endings = endingsOf(rounds.flatMap(({ events }) => events));
  say(
    `  ${dark} answered 201 once the power was off, which does not count; tries that ended otherwise: ${endings}`,
  );
  say(`  took ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

/** No figure, and no fault of ours. */
function notPossible(why: string): true {
  say(`A power cut is not possible here, because ${why.replace(/\.$/, '')}.`);
  return true;
}

/** Cuts the power under a server that takes messages in: whatever it answered 201 must be on the disk. */
export async function powercut(args: string[]): Promise<boolean> {
  const { count, seed } = countAndSeed(args, CUTS);
  try {
    const status = await runAmongOwnMounts();
    if (status !== null) return status === 0;
  } catch (fault) {
    return notPossible((fault as Error).message);
  }
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-powercut-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const whyNot = await whyNoPowerCut(folder);
  if (whyNot !== null) return notPossible(whyNot);
  const prepared = await prepareDatabase(folder);
  say(
    `Node ${process.version}, ${cpus().length} cores, SQLite on an ext4 image of its own, its journal dropped`,
  );
  say(`by the shutdown ioctl. LIMIT_FACTOR=${LIMIT_FACTOR} (limits are off).`);
  say(`The seed ${seed} chooses moments and lengths again: npm run bench -- powercut ${count} ${seed}\n`);

  const cutMany = async (times: number, environment: Record<string, string>) => {
    const rounds: CutRound[] = [];
    for (let round = 0; round < times; round += 1)
      rounds.push(await cutOnce(prepared, folder, seed + 2 * round, environment));
    return rounds;
  };

  let began = performance.now();
  say(`${count} power cuts, synchronous=FULL:`);
  const real = await cutMany(count, {});
  tell(real, began);
  say('  and after a start on what was left, everything unknown sent again with the same bytes:');
  const afterwards = sumOf(real.flatMap(({ afterRetry }) => afterRetry ?? []));
  say(`  ${lineOf(afterwards)}`);
  const held = real.every(hasHeld);
  say(`  ${held ? 'held' : 'NOT HELD'}\n`);

  began = performance.now();
  const fewer = Math.max(3, Math.round(count / CONTROL_ONE_IN));
  say(`Control, ${fewer} power cuts, synchronous=NORMAL by a preload:`);
  const control = await cutMany(fewer, WEAKENED);
  tell(control, began);
  const caught = control.some(({ atCut }) => atCut.lost > 0);
  say(`  ${caught ? 'caught' : 'NOT CAUGHT: this bench proves nothing'}`);

  await prepared.close();
  clean();
  return held && caught;
}
