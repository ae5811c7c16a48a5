import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import { check } from './checker.ts';
import { hastyProxy } from './hasty-proxy.ts';
import { endingsOf, History } from './history.ts';
import { killableServer, LIMIT_FACTOR } from './killable-server.ts';
import { killAtRandom, percentile, type KillCount } from './nemesis.ts';
import { databaseIn, prepareDatabase, type PreparedDatabase } from './prepared-database.ts';
import { chanceOf, countAndSeed } from './seeded.ts';
import { runSender } from './sender.ts';
import { holds, lineOf, type Verdict } from './verdict.ts';

const SENDERS = 20;
const KILLS = 200;
/** The control needs fewer: it is lost at once. */
const CONTROL_ONE_IN = 10;
const TELL_EVERY = 25;
/** How long senders may go on trying once the last server serves. */
const LAST_TRIES_MS = 30_000;
/** The longest rest between a sender's messages: together they bring some hundreds a second. */
const REST_MS = 60;
const RETRY_MS = 60;

interface Run {
  verdict: Verdict;
  kills: KillCount;
  history: History;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(0);

/** One server, one nemesis, twenty senders, and the checker afterwards. @param hasty through the proxy that lies. */
async function runOnce(
  prepared: PreparedDatabase,
  folder: string,
  { kills, seed, hasty }: { kills: number; seed: number; hasty: boolean },
): Promise<Run> {
  mkdirSync(folder);
  prepared.copyTo(folder);
  const server = await killableServer({ dataFolder: folder, ringFolder: folder, ready: '/readyz' });
  const proxy = hasty ? await hastyProxy(server.origin) : null;
  const history = new History();
  const enough = new AbortController();
  const giveUp = new AbortController();
  server.launch();
  await server.untilReady();
  const senders = Array.from({ length: SENDERS }, (_, place) => {
    const chance = chanceOf(seed + 1 + place);
    return runSender({
      sender: place + 1,
      origin: proxy?.origin ?? server.origin,
      history,
      nextBody: () => prepared.seal(chance),
      rest: () => chance.between(0, REST_MS),
      retryAfter: () => chance.between(0, RETRY_MS),
      enough: enough.signal,
      giveUp: giveUp.signal,
    });
  });
  const count = await killAtRandom(server, kills, chanceOf(seed), (done) => {
    if (done % TELL_EVERY === 0) say(`  ${done} kills, ${history.events.length} lines of history`);
  });
  enough.abort();
  const lastTries = setTimeout(() => giveUp.abort(), LAST_TRIES_MS);
  await Promise.all(senders);
  clearTimeout(lastTries);
  await server.kill();
  proxy?.close();
  const verdict = await check(databaseIn(folder), history);
  return { verdict, kills: count, history };
}

function tell({ verdict, kills, history }: Run): void {
  const ms = (share: number) => `${percentile(kills.readyMs, share).toFixed(0)} ms`;
  say(`  ${lineOf(verdict)}`);
  say(`  restart to ready p50 ${ms(0.5)} p95 ${ms(0.95)}, of ${kills.readyMs.length}`);
  say(`  ${kills.whileStarting} of the kills came while it was still starting`);
  say(
    `  ${history.answeredAgain()} acknowledged by a retry that found them stored, their first answer cut off`,
  );
  say(`  tries that ended otherwise: ${endingsOf(history.events)}`);
}

/** What somebody needs who wants to know why. */
function keepEvidence(folder: string, { events }: History): void {
  const kept = mkdtempSync(join(tmpdir(), 'said-and-done-kill-evidence-'));
  cpSync(folder, kept, { recursive: true });
  writeFileSync(join(kept, 'history.jsonl'), events.map((event) => JSON.stringify(event)).join('\n'));
  say(`  the database and the history are kept in ${kept}`);
}

/** Kills the server at random under senders: whatever was answered 201 must be there afterwards, once. */
export async function kill(args: string[]): Promise<boolean> {
  const { count, seed } = countAndSeed(args, KILLS);
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-kill-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const prepared = await prepareDatabase(folder);
  say(
    `Node ${process.version}, ${cpus().length} cores, SQLite, LIMIT_FACTOR=${LIMIT_FACTOR} (limits are off).`,
  );
  say(`The seed ${seed} chooses moments and lengths again: npm run bench -- kill ${count} ${seed}\n`);

  let began = performance.now();
  say(`${count} SIGKILLs under ${SENDERS} senders:`);
  const real = await runOnce(prepared, join(folder, 'real'), { kills: count, seed, hasty: false });
  tell(real);
  const held = holds(real.verdict) && real.verdict.unknown.count === 0;
  if (!held) keepEvidence(join(folder, 'real'), real.history);
  say(`  ${held ? 'held' : 'NOT HELD'}, ${seconds(began)} s\n`);

  began = performance.now();
  const fewer = Math.max(5, Math.round(count / CONTROL_ONE_IN));
  say(`Control, ${fewer} SIGKILLs, acknowledged before the commit by a proxy:`);
  const control = await runOnce(prepared, join(folder, 'control'), { kills: fewer, seed, hasty: true });
  tell(control);
  const caught = control.verdict.lost > 0;
  say(`  ${caught ? 'caught' : 'NOT CAUGHT: this bench proves nothing'}, ${seconds(began)} s`);

  await prepared.close();
  clean();
  return held && caught;
}
