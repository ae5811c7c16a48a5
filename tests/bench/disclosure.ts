import { Worker } from 'node:worker_threads';
import { addFigures, noFigures, type Figures } from './disclosure-figures.ts';
import { countAndSeed } from './seeded.ts';

const WORKERS = 2;
/** One table in this many belongs to a year of seven: quarters, halves and the year. */
const SHARE_IN_YEARS = 40;

function work(tables: number, seed: number): Promise<Figures> {
  const years = Math.floor(tables / SHARE_IN_YEARS / 7);
  const worker = new Worker(new URL('./disclosure-worker.ts', import.meta.url), {
    workerData: { tables, seed, years },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(2)} %`;

function attacksLine(name: string, { attacked, exact, narrow, givenUp }: Figures['ours']): string {
  const open = givenUp > 0 ? `, ${givenUp} searches given up` : '';
  return `${name}: ${attacked} attacked / ${exact} exact (${percent(exact, attacked)}) / ${narrow} below three values (${percent(narrow, attacked)})${open}`;
}

/** Random tables, protected and attacked: nothing may be told, and as little as can be held back. */
export async function disclosure(args: string[]): Promise<boolean> {
  const { count, seed } = countAndSeed(args, 200_000);
  const began = performance.now();
  const shares = await Promise.all(
    Array.from({ length: WORKERS }, (_, nth) =>
      work(Math.floor(count / WORKERS) + (nth < count % WORKERS ? 1 : 0), seed + nth * 1_000_003),
    ),
  );
  const all = shares.reduce(addFigures, noFigures());
  const published = all.tables - all.tooFew;
  const lines = [
    `${all.tables} tables (seed ${seed}), ${all.years} years of seven among them; ${all.tooFew} of fewer than ten children; ${all.withSmall} of the others with small counts`,
    attacksLine('ours', all.ours),
    attacksLine('ours, a year of seven tables together', all.acrossPeriods),
    `held back whole ${percent(all.whole, published)}; cells hidden ${percent(all.hidden, all.cells)}; of counts of five and more ${percent(all.largeShown, all.large)} shown, of zeros ${percent(all.zerosShown, all.zeros)}`,
    attacksLine('floor: 1 to 4 hidden, exact totals', all.plain),
    attacksLine('floor: and the next smallest', all.complementary),
    attacksLine('floor: and all rounded to five', all.rounded),
    `${((performance.now() - began) / 1000).toFixed(0)} s`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return all.ours.attacked > 0 && all.ours.narrow === 0 && all.acrossPeriods.narrow === 0;
}
