import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';
import { check } from './checker.ts';
import { endingsOf, History, type Event } from './history.ts';
import { LIMIT_FACTOR } from './killable-server.ts';
import { databaseIn, prepareDatabase, type PreparedDatabase } from './prepared-database.ts';
import { chanceOf, countAndSeed } from './seeded.ts';
import { runSender } from './sender.ts';
import { holds, lineOf, type Verdict } from './verdict.ts';

const SENDERS = 12;
const FAULTS = 20;
const CONTROL_FAULTS = 3;
/** How long a disk that cannot sync stays so, and how long it is well before the next time. */
const FAILING_MS = 1_000;
const WELL_MS = 700;
const LAST_TRIES_MS = 20_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes the kernel answer every fsync and fdatasync of a process with EIO. @returns what makes it well again. */
async function failSyncs(pid: number): Promise<() => Promise<void>> {
  const calls = 'trace=fsync,fdatasync';
  const inject = 'inject=fsync,fdatasync:error=EIO';
  const strace: ChildProcess = spawn('strace', [
    '-f',
    '-o',
    '/dev/null',
    '-e',
    calls,
    '-e',
    inject,
    '-p',
    `${pid}`,
  ]);
  const undo = atEnd(() => strace.kill('SIGINT'));
  await once(strace.stderr!, 'data');
  // It names each thread as it takes hold of it, and the process has a dozen.
  await sleep(100);
  return async () => {
    const ended = once(strace, 'exit');
    undo();
    await ended;
  };
}

interface Span {
  from: number;
  to: number;
}

/** Tries that were begun and acknowledged while no sync could succeed: each is a promise that nothing keeps. */
function acknowledgedIn(events: readonly Event[], spans: readonly Span[]): number {
  const begun = new Map<string, number>();
  let count = 0;
  for (const { type, key, at } of events) {
    if (type === 'invoke') begun.set(key, at);
    const from = begun.get(key) ?? 0;
    if (type === 'ok' && spans.some((span) => from >= span.from && at <= span.to)) count += 1;
  }
  return count;
}

interface Run {
  verdict: Verdict;
  acknowledged: number;
  history: History;
}

async function runOnce(
  prepared: PreparedDatabase,
  folder: string,
  { faults, seed, weak }: { faults: number; seed: number; weak: boolean },
): Promise<Run> {
  mkdirSync(folder);
  prepared.copyTo(folder);
  const weaken = `--import=${pathToFileURL('tests/bench/weaken-sqlite.ts').href}`;
  const server: RunningServer = await startServer(
    { DATA_DIR: folder, DATABASE_URL: '' },
    { LIMIT_FACTOR, ...(weak ? { NODE_OPTIONS: weaken } : {}) },
  );
  atEnd(() => server.child.kill('SIGKILL'));
  const history = new History();
  const enough = new AbortController();
  const giveUp = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, place) => {
    const chance = chanceOf(seed + 1 + place);
    return runSender({
      sender: place + 1,
      origin: server.origin,
      history,
      nextBody: () => prepared.seal(chance),
      rest: () => chance.between(0, 30),
      retryAfter: () => chance.between(0, 60),
      enough: enough.signal,
      giveUp: giveUp.signal,
    });
  });
  const chance = chanceOf(seed);
  const spans: Span[] = [];
  for (let fault = 0; fault < faults; fault += 1) {
    await sleep(chance.between(0.2, 1) * WELL_MS);
    const makeWell = await failSyncs(server.child.pid!);
    const from = performance.now();
    await sleep(chance.between(0.2, 1) * FAILING_MS);
    spans.push({ from, to: performance.now() });
    await makeWell();
  }
  await sleep(WELL_MS);
  enough.abort();
  const lastTries = setTimeout(() => giveUp.abort(), LAST_TRIES_MS);
  await Promise.all(senders);
  clearTimeout(lastTries);
  if (server.child.exitCode !== null) throw new Error(`The server ended by itself:\n${server.log()}`);
  await server.stop();
  const verdict = await check(databaseIn(folder), history);
  return { verdict, acknowledged: acknowledgedIn(history.events, spans), history };
}

function tell({ verdict, acknowledged, history }: Run): void {
  say(`  ${lineOf(verdict)}`);
  say(`  ${acknowledged} begun and acknowledged while no sync succeeded`);
  say(`  tries that ended otherwise: ${endingsOf(history.events)}`);
}

/** Makes syncs fail for real, again and again, under senders: nothing may be acknowledged then, and it heals by itself. */
export async function syncFault(args: string[]): Promise<boolean> {
  const { count, seed } = countAndSeed(args, FAULTS);
  if (spawnSync('strace', ['-V']).status !== 0)
    throw new Error('This needs strace (apt-get install strace).');
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-sync-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const prepared = await prepareDatabase(folder);
  say(`The seed ${seed} chooses moments and lengths again: npm run bench -- sync ${count} ${seed}\n`);

  say(`${count} times every sync fails with EIO for up to a second, under ${SENDERS} senders:`);
  const real = await runOnce(prepared, join(folder, 'real'), { faults: count, seed, weak: false });
  tell(real);
  const held = holds(real.verdict) && real.verdict.unknown.count === 0 && real.acknowledged === 0;
  say(`  ${held ? 'held' : 'NOT HELD'}\n`);

  say(`Control, ${CONTROL_FAULTS} times, at synchronous=NORMAL, which does not sync what it acknowledges:`);
  const control = await runOnce(prepared, join(folder, 'control'), {
    faults: CONTROL_FAULTS,
    seed,
    weak: true,
  });
  tell(control);
  const caught = control.acknowledged > 0;
  say(`  ${caught ? 'caught' : 'NOT CAUGHT: this bench proves nothing'}`);

  await prepared.close();
  clean();
  return held && caught;
}
