import { systemClock, type Clock } from '$lib/platform/clock.ts';
import { inBatches } from '$lib/platform/batches.ts';
import type { DatabaseKind, Db } from '$lib/platform/database.ts';
import { ANSWER_PATIENCE, openDatabase } from '$lib/platform/database.server.ts';
import { parseEnvironment, type Environment } from '$lib/platform/environment.server.ts';
import { log } from '$lib/platform/log.server.ts';
import { openLimits, type Limits } from '$lib/platform/limits.server.ts';
import { openLive, type Live } from '$lib/platform/live.server.ts';
import { isUnavailable } from '$lib/platform/unavailable.ts';
import { readKeyRing, type KeyRing } from '$lib/sealing/key-ring.server.ts';
import type { NoticesContext } from '$lib/notices/addresses.server.ts';
import { openMail } from '$lib/notices/mail.server.ts';
import { openPush } from '$lib/notices/push.server.ts';
import { openTranslator, type Translator } from '$lib/screening/translator.server.ts';
import { takeIn, type TakenIn } from '$lib/voice/arrivals.server.ts';
import type { Arrival } from '$lib/voice/arrival.ts';
import { limitsReached, messagesTogether } from './front/metrics.server.ts';
import { bridge } from './bridge.ts';

/** What every use case is handed: opened once at start. */
export interface Services {
  db: Db;
  kind: DatabaseKind;
  ring: KeyRing;
  auditKey: Uint8Array<ArrayBuffer>;
  clock: Clock;
  environment: Environment;
  limits: Limits;
  /** Tells open desks that something changed. */
  live: Live;
  /** Takes a sealed message in, together with those that come in the same few milliseconds. */
  takeIn(arrival: Arrival): Promise<TakenIn>;
  /** What carries notices to young people who turned them on; null where it is not offered. */
  mail: NoticesContext['mail'];
  push: NoticesContext['push'];
  /** The translation server that staff may ask; null where there is none. */
  translator: Translator | null;
  /** Our root address. */
  origin: string;
}

/** One commit for the messages of a few milliseconds (docs/decisions): each is answered after its commit. */
const TOGETHER = { most: 64, waitMs: 2, hopeless: isUnavailable };

const told = new Set<string>();

/** Half used up: somebody should look, so it is in the log, once a minute; over it: counted. Names of limits only. */
function tellOfLimit(name: string, reached: 'half' | 'over'): void {
  limitsReached.inc({ limit: name, reached });
  if (reached !== 'half' || told.has(name)) return;
  told.add(name);
  setTimeout(() => told.delete(name), 60_000).unref();
  log({ job: name, fault: 'limit half used' });
}

let opened: Services | undefined;

/** Opens the database and the key ring. @throws Error naming what is wrong with either. */
export async function openServices(): Promise<Services> {
  if (opened) return opened;
  const environment = parseEnvironment(process.env);
  const { db, kind, close } = await openDatabase(environment, ANSWER_PATIENCE);
  const ring = readKeyRing(environment.keyRingFile);
  const limits = openLimits(environment.databaseUrl, environment.limitFactor, tellOfLimit);
  const context = { db, ring, clock: systemClock };
  const live = openLive(environment.databaseUrl);
  const takeInTogether = inBatches(async (arrivals: Arrival[]) => {
    messagesTogether.observe(arrivals.length);
    const taken = await takeIn(context, arrivals);
    for (const { authorityId } of arrivals) live.tell({ authorityId, room: 'screening' });
    return taken;
  }, TOGETHER);
  const { origin } = environment;
  const mail = environment.mail && openMail({ ...environment.mail, origin });
  const from = { origin, mailFrom: environment.mail?.mailFrom ?? null, test: environment.pushTest };
  opened = {
    ...context,
    mail,
    push: environment.push ? openPush(ring, from) : null,
    translator: environment.translate && openTranslator(environment.translate),
    origin,
    kind,
    auditKey: ring.secret('audit'),
    environment,
    limits,
    live,
    takeIn: takeInTogether,
  };
  // Our server waits for what it finds here before the process ends, so that the write-ahead log is folded in.
  bridge().endings.push(async () => {
    mail?.close();
    await live.close();
    await limits.close();
    await close();
  });
  return opened;
}
