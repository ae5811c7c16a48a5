import { check } from './checker.ts';
import { History, TOO_LATE, type Event } from './history.ts';
import { killableServer, type KillableServer } from './killable-server.ts';
import { loopDisk } from './loop-disk.ts';
import { powerCutter } from './power-cutter.ts';
import { databaseIn, type PreparedDatabase } from './prepared-database.ts';
import { chanceOf } from './seeded.ts';
import { runSender, sendPending, type SenderSetting } from './sender.ts';
import { holds, type Verdict } from './verdict.ts';

const SENDERS = 4;
/** The power goes after so many acknowledgements at most, and so many milliseconds more. */
const ACKNOWLEDGED_MOST = 400;
const LATER_MS = 5;
/** How long the server goes on without power: whatever it acknowledges then is a lie that must be seen. */
const DARK_MS = 200;
const LAST_TRIES_MS = 30_000;
const REST_MS = 4;
const RETRY_MS = 20;

export interface CutRound {
  /** What was on the disk after the cut. */
  atCut: Verdict;
  /**
   * How many 201 came once the power was off; none counts as an acknowledgement. One sync that is under way when the
   * ioctl lands may return success for what is not on the disk (seen on Linux 6.18, with plain files too); where the
   * power really goes, nobody is left to answer. More than one for each sender would be the server's own doing.
   */
  inTheDark: number;
  /** After a start on that disk and the final retry; null when too little was left to start on. */
  afterRetry: Verdict | null;
  /** The history up to the cut and the dark after it. */
  events: Event[];
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends until the power goes. @returns when it was gone, by the clock of the history. */
async function sendUntilCut(
  setting: Omit<SenderSetting, 'sender' | 'enough' | 'giveUp' | 'onAcknowledged'>,
  server: KillableServer,
  mounted: string,
  seed: number,
): Promise<number> {
  const chance = chanceOf(seed);
  const cutter = await powerCutter(mounted);
  const over = new AbortController();
  const target = Math.ceil(chance.between(0, ACKNOWLEDGED_MOST));
  const later = chance.between(0, LATER_MS);
  let acknowledged = 0;
  const reached = Promise.withResolvers<void>();
  const senders = Array.from({ length: SENDERS }, (_, place) =>
    runSender({
      ...setting,
      sender: place + 1,
      onAcknowledged: () => (acknowledged += 1) === target && reached.resolve(),
      enough: over.signal,
      giveUp: over.signal,
    }),
  );
  await reached.promise;
  await sleep(later);
  setting.history.distrust();
  await cutter.cut();
  const cutAt = performance.now();
  await sleep(DARK_MS);
  over.abort();
  await server.kill();
  await Promise.all(senders);
  return cutAt;
}

/** Whether everything acknowledged was there after the cut, and everything else came in by its final retry. */
export function hasHeld({ atCut, inTheDark, afterRetry }: CutRound): boolean {
  const allIn = afterRetry !== null && holds(afterRetry) && afterRetry.unknown.count === 0;
  return holds(atCut) && allIn && inTheDark <= SENDERS;
}

/** One power cut on a fresh disk, and what is left of it. */
export async function cutOnce(
  prepared: PreparedDatabase,
  parent: string,
  seed: number,
  environment: Record<string, string>,
): Promise<CutRound> {
  const disk = loopDisk(parent, 'disk');
  prepared.copyTo(disk.folder);
  const history = new History();
  // Senders draw from a stream of their own: how they take turns must not move the cut.
  const chance = chanceOf(seed + 1);
  const server = await killableServer({
    dataFolder: disk.folder,
    ringFolder: parent,
    ready: '/healthz',
    environment,
  });
  const setting = {
    origin: server.origin,
    history,
    nextBody: () => prepared.seal(chance),
    rest: () => chance.between(0, REST_MS),
    retryAfter: () => chance.between(0, RETRY_MS),
  };
  server.launch();
  await server.untilReady();
  const cutAt = await sendUntilCut(setting, server, disk.folder, seed);
  disk.replug();
  const events = [...history.events];
  const inTheDark = events.filter(({ why, at }) => why === TOO_LATE && at > cutAt).length;
  const atCut = await check(databaseIn(disk.folder), history);
  let afterRetry: Verdict | null = null;
  if (holds(atCut)) {
    server.launch();
    await server.untilReady();
    history.trust();
    const giveUp = AbortSignal.timeout(LAST_TRIES_MS);
    await sendPending({ ...setting, sender: SENDERS + 1, enough: giveUp, giveUp });
    await server.kill();
    afterRetry = await check(databaseIn(disk.folder), history);
  }
  disk.remove();
  return { atCut, inTheDark, afterRetry, events };
}
