/** Attacks its share of random tables, and tells the figures. */
import { parentPort, workerData } from 'node:worker_threads';
import { AT_THE_DESK } from '../../src/lib/suppression/protect.ts';
import { protectTable } from '../../src/lib/suppression/protect-table.ts';
import type { PublishedTable, ShownTable } from '../../src/lib/suppression/table.ts';
import { Attacker, type Clue } from './disclosure-attacker.ts';
import { noFigures, type Figures } from './disclosure-figures.ts';
import { clueOf, cluesOfPeer, linesIn, type Peer } from './disclosure-peers.ts';
import { randomQuarters, randomTable, tableOf, type Made } from './disclosure-tables.ts';
import { chanceOf } from './seeded.ts';

const ENOUGH = 3;
const isSmall = (count: number) => count > 0 && count < 5;

interface Secret {
  of: number[];
  sum: number;
  /** Shown as `c` in a table that the attacker has: then it is at least one. */
  isC: boolean;
}

/** What the attacker reads off a table, its counts standing `shift` further on in each of some quarters. */
function cluesOf(
  made: Made,
  shown: ShownTable,
  shifts: readonly number[],
): { clues: Clue[]; secrets: Secret[] } {
  const lines = linesIn(made);
  const places = made.counts.map((count, at) => ({ of: [at], sum: count }));
  const totals = made.rows === 1 ? [lines.all] : [...lines.rows, ...lines.columns, lines.all];
  const spread = (of: readonly number[]) => shifts.flatMap((shift) => of.map((at) => at + shift));
  const all = [...places, ...totals].map(({ of, sum }, nth) => {
    const isCell = nth < places.length;
    const entry = isCell ? shown.cells[nth] : shown.totals[nth - places.length];
    return { of: spread(of), sum, isCell, shown: entry!.shown };
  });
  const clues = all.flatMap((one) => clueOf(one.of, one.shown, 5, true));
  const base = spread(lines.all.of);
  clues.push(
    shown.withheld === 'too-few' ? { of: base, low: 0, high: 9 } : { of: base, low: 10, high: 10_000 },
  );
  const secrets = all
    .filter(({ sum }) => isSmall(sum))
    .map(({ of, sum, shown: as }) => ({ of, sum, isC: as === 'c' }));
  return { clues, secrets };
}

/** Counts what can be told of secrets. A small one that is a `c` may be one to four; what is held back, anything. */
function attack(
  figures: Figures['ours'],
  counts: readonly number[],
  clues: Clue[],
  secrets: readonly Secret[],
): void {
  const attacker = new Attacker(counts, clues);
  let [exact, narrow] = [false, false];
  for (const { of, isC } of secrets) {
    const possible = attacker.possible(of, isC ? 1 : 0, isC ? 4 : 9, ENOUGH);
    if (possible <= 1) exact = true;
    if (possible < ENOUGH) narrow = true;
  }
  figures.attacked += 1;
  if (exact) figures.exact += 1;
  if (narrow) figures.narrow += 1;
  figures.givenUp += attacker.givenUp;
}

function tally(figures: Figures, made: Made, shown: ShownTable): void {
  figures.tables += 1;
  if (shown.withheld === 'too-few') figures.tooFew += 1;
  else if (shown.withheld) figures.whole += 1;
  if (shown.withheld === 'too-few') return;
  for (const [at, count] of made.counts.entries()) {
    const isShown = typeof shown.cells[at]!.shown === 'number';
    figures.cells += 1;
    if (!isShown) figures.hidden += 1;
    if (isSmall(count)) continue;
    const kind = count === 0 ? 'zeros' : 'large';
    figures[kind] += 1;
    if (isShown) figures[`${kind}Shown`] += 1;
  }
}

const peers: Peer[] = ['plain', 'complementary', 'rounded'];

function single(figures: Figures, made: Made, withPeers: boolean): void {
  const shown = protectTable(made.table, AT_THE_DESK);
  tally(figures, made, shown);
  if (shown.withheld === 'too-few') return;
  const { clues, secrets } = cluesOf(made, shown, [0]);
  if (secrets.length === 0) return;
  figures.withSmall += 1;
  attack(figures.ours, made.counts, clues, secrets);
  if (!withPeers) return;
  for (const peer of peers) {
    const theirs = cluesOfPeer(made, peer);
    const cells = secrets.filter(({ of }) => of.length === 1).map((one) => ({ ...one, isC: true }));
    if (theirs && cells.length > 0) attack(figures[peer], made.counts, theirs.clues, cells);
  }
}

const periods = [[0], [1], [0, 1], [2], [3], [2, 3], [0, 1, 2, 3]];

/** Seven tables of one year, published one after the other, and attacked together. */
function year(figures: Figures, quarters: readonly Made[]): void {
  const [first] = quarters;
  const size = first!.counts.length;
  const tables = quarters.map(({ table }, nth) => ({ quarter: `Q${nth + 1}`, table }));
  const published: PublishedTable[] = [];
  const clues: Clue[] = [];
  const secrets: Secret[] = [];
  for (const period of periods) {
    const made = tableOf(
      first!.rows,
      first!.columns,
      first!.counts.map((_, at) => period.reduce((sum, nth) => sum + quarters[nth]!.counts[at]!, 0)),
    );
    const names = period.map((nth) => `Q${nth + 1}`);
    const shown = protectTable(made.table, AT_THE_DESK, { quarters: names, published, tables });
    tally(figures, made, shown);
    published.push({ quarters: names, table: shown });
    const read = cluesOf(
      made,
      shown,
      period.map((nth) => nth * size),
    );
    clues.push(...read.clues);
    // Of fewer than ten in all nothing is shown, nor of what lies in them.
    if (shown.withheld !== 'too-few') secrets.push(...read.secrets);
    if (read.secrets.length > 0 && shown.withheld !== 'too-few') figures.withSmall += 1;
  }
  figures.years += 1;
  if (secrets.length > 0)
    attack(
      figures.acrossPeriods,
      quarters.flatMap((one) => one.counts),
      clues,
      secrets,
    );
}

const { tables, seed, years } = workerData as {
  tables: number;
  seed: number;
  years: number;
};
const chance = chanceOf(seed);
const figures = noFigures();
for (let nth = 0; nth < years; nth += 1) year(figures, randomQuarters(chance));
for (let nth = years * periods.length; nth < tables; nth += 1)
  single(figures, randomTable(chance), nth % 10 === 0);
parentPort?.postMessage(figures);
