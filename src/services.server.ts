import { systemClock, type Clock } from '$lib/platform/clock.ts';
import type { DatabaseKind, Db } from '$lib/platform/database.ts';
import { openDatabase } from '$lib/platform/database.server.ts';
import { parseEnvironment, type Environment } from '$lib/platform/environment.server.ts';
import { readKeyRing, type KeyRing } from '$lib/sealing/key-ring.server.ts';
import { bridge } from './bridge.ts';

/** What every use case is handed: opened once at start. */
export interface Services {
  db: Db;
  kind: DatabaseKind;
  ring: KeyRing;
  auditKey: Uint8Array<ArrayBuffer>;
  clock: Clock;
  environment: Environment;
}

let opened: Services | undefined;

/** Opens the database and the key ring. @throws Error naming what is wrong with either. */
export async function openServices(): Promise<Services> {
  if (opened) return opened;
  const environment = parseEnvironment(process.env);
  const { db, kind, close } = await openDatabase(environment);
  const ring = readKeyRing(environment.keyRingFile);
  opened = { db, kind, ring, auditKey: ring.secret('audit'), clock: systemClock, environment };
  // Our server waits for what it finds here before the process ends, so that the write-ahead log is folded in.
  bridge().endings.push(close);
  return opened;
}
