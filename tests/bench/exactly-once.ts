/** npm run bench -- exactly-once [messages] [seed]: keyed messages under kills and cut answers, on both databases. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompiledQuery, sql } from 'kysely';
import { loadContent } from '../../src/commands/load-content.ts';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openPostgresql, openSqlite, type OpenDatabase } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { atEnd } from './at-end.ts';
import { killableServer, LIMIT_FACTOR, type KillableServer } from './killable-server.ts';
import { AUTHORITY, sealedBody } from './messages.ts';
import { databaseIn } from './prepared-database.ts';
import { chanceOf, countAndSeed, type Chance } from './seeded.ts';
import { asSealed, runTwinSender, type Keyed } from './twin-sender.ts';

const MESSAGES = 2_000;
const SENDERS = 20;
const SERVERS = 2;
/** Of a hundred drafts so many are open in two tabs, which seal them under one key and send them at once. */
const TWIN_PERCENT = 25;
/** How long a server is left to serve before it is killed, at most, in milliseconds. */
const LIVES_MS = 4_000;
const GIVE_UP_MS = 900_000;
/** The control is doubled soon. */
const CONTROL_SHARE = 0.25;

const say = (line: string) => process.stdout.write(`${line}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Somewhere to run: a database that is ready, and how servers are told of it. */
interface Place {
  kind: 'SQLite' | 'PostgreSQL';
  folder: string;
  url: string;
  open(): Promise<OpenDatabase>;
}

async function prepare(place: Place): Promise<void> {
  const { db, close } = await place.open();
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  await close();
}

/** Takes the fence away: nothing keeps one key from being stored twice. */
async function dropUniqueIndex(db: Db, kind: Place['kind']): Promise<void> {
  if (kind === 'PostgreSQL') {
    const { rows } = await sql<{ name: string }>`
      select conname as name from pg_constraint
      where conrelid = 'messages'::regclass and contype = 'u'
        and pg_get_constraintdef(oid) like '%(authority_id, idem_hash)%'`.execute(db);
    if (rows.length !== 1) throw new Error('There is not one unique index on the key.');
    await sql`alter table messages drop constraint ${sql.ref(rows[0]!.name)}`.execute(db);
    return;
  }
  // SQLite keeps a table's own constraints for ever: the table is made anew without them, its key but for this one.
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where name = 'messages'`.execute(
    db,
  );
  const made = rows[0]?.sql ?? '';
  const bare = made.replace(/,\s*constraint "[^"]+" unique \("authority_id", "idem_hash"\)/i, '');
  if (bare === made) throw new Error('There is no unique index on the key.');
  await sql`drop table messages`.execute(db);
  await db.executeQuery(CompiledQuery.raw(bare));
}

async function sealAll(db: Db, count: number, chance: Chance): Promise<Keyed[]> {
  const all: Keyed[] = [];
  while (all.length < count) {
    const words = 'I want my own key. '.repeat(chance.between(1, 40));
    const first = await sealedBody(db, words);
    const { key } = JSON.parse(first) as { key: string };
    const sealed = [first];
    if (chance.between(0, 100) < TWIN_PERCENT)
      sealed.push(JSON.stringify({ ...(JSON.parse(await sealedBody(db, words)) as object), key }));
    all.push({ key, sealed: sealed.map(asSealed), acknowledged: new Set(), tookMs: 0 });
  }
  return all;
}

interface Found {
  held: number;
  lost: number;
  doubled: number;
  changed: number;
  unsettled: number;
  strangers: number;
  unrecorded: number;
  auditBreak: number | null;
}

/** Holds the database against what senders were told. */
async function look(db: Db, all: readonly Keyed[]): Promise<Found> {
  const rows = await db
    .selectFrom('messages')
    .select(['idem_hash', 'message_id', 'payload_mac'])
    .where('authority_id', '=', AUTHORITY)
    .execute();
  const stored = Map.groupBy(rows, ({ idem_hash }) => idem_hash);
  const found: Found = {
    held: 0,
    lost: 0,
    doubled: 0,
    changed: 0,
    unsettled: 0,
    strangers: 0,
    unrecorded: 0,
    auditBreak: await findBreak(db, testRing.secret('audit'), AUTHORITY),
  };
  for (const { key, acknowledged } of all) {
    const own = stored.get(hashSendKey(key)) ?? [];
    stored.delete(hashSendKey(key));
    const [one] = acknowledged;
    if (!one) found.unsettled += 1;
    else if (own.length === 0) found.lost += 1;
    else if (own.length > 1 || acknowledged.size > 1) found.doubled += 1;
    else if (
      own[0]!.message_id !== one.messageId ||
      own[0]!.payload_mac !== testRing.mac('once', AUTHORITY, one.hash)
    )
      found.changed += 1;
    else found.held += 1;
  }
  found.strangers = stored.size;
  const entries = await db
    .selectFrom('audit_entries')
    .select('object')
    .where('authority_id', '=', AUTHORITY)
    .where('action', '=', 'message.received')
    .execute();
  const recorded = Map.groupBy(entries, ({ object }) => object);
  found.unrecorded = rows.filter(({ message_id }) => recorded.get(message_id)?.length !== 1).length;
  return found;
}

/** Kills one server again and again while messages are sent. @returns how often. */
async function killWhile(server: KillableServer, chance: Chance, isOver: () => boolean): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    await server.untilReady();
    await sleep(chance.between(0, LIVES_MS));
    if (isOver()) return kills;
    if (!(await server.kill())) throw new Error(`The server ended by itself:\n${server.log()}`);
    server.launch();
  }
}

async function runOnce(
  place: Place,
  { count, seed, control }: { count: number; seed: number; control: boolean },
): Promise<Found> {
  await prepare(place);
  const database = await place.open();
  const all = await sealAll(database.db, count, chanceOf(seed));
  if (control) await dropUniqueIndex(database.db, place.kind);
  await database.close();
  const blind = `--import=${pathToFileURL('tests/bench/blind-look-up.ts').href}`;
  const servers = await Promise.all(
    Array.from({ length: SERVERS }, () =>
      killableServer({
        dataFolder: place.folder,
        ringFolder: place.folder,
        ready: '/readyz',
        environment: {
          DATABASE_URL: place.url,
          ...(control && place.kind === 'SQLite' ? { NODE_OPTIONS: blind } : {}),
        },
      }),
    ),
  );
  for (const server of servers) server.launch();
  await Promise.all(servers.map((server) => server.untilReady()));
  const began = performance.now();
  const endings = new Map<string, number>();
  let next = 0;
  let over = false;
  const giveUp = AbortSignal.timeout(GIVE_UP_MS);
  const killing = servers.map((server, nth) => killWhile(server, chanceOf(seed + 1_000 + nth), () => over));
  const senders = Array.from({ length: SENDERS }, (_, nth) =>
    runTwinSender({
      sender: nth + 1,
      origins: servers.map(({ origin }) => origin),
      chance: chanceOf(seed + 1 + nth),
      next: () => all[next++] ?? null,
      told: (ending, why) => endings.set(`${ending} ${why}`, (endings.get(`${ending} ${why}`) ?? 0) + 1),
      giveUp,
    }),
  );
  await Promise.all(senders);
  over = true;
  const kills = (await Promise.all(killing)).reduce((sum, one) => sum + one, 0);
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all(servers.map((server) => server.kill()));
  const after = await place.open();
  const found = await look(after.db, all);
  await after.close();
  const worst = Math.max(...all.map(({ tookMs }) => tookMs));
  const sorted = [...endings].sort(([, one], [, other]) => other - one);
  say(
    `  ${count} tried / ${found.held} held / ${found.lost} lost / ${found.doubled} doubled / worst time ${worst.toFixed(0)} ms`,
  );
  say(
    `  ${found.changed} changed, ${found.unsettled} never settled, ${found.strangers} never sent, ` +
      `${found.unrecorded} without exactly one entry in the record, ` +
      (found.auditBreak === null ? 'the record verifies' : `the record breaks at ${found.auditBreak}`),
  );
  say(
    `  ${kills} SIGKILLs of ${SERVERS} servers in ${seconds.toFixed(0)} s; ${all.filter(({ sealed }) => sealed.length > 1).length} drafts sealed twice under one key and sent at once`,
  );
  say(`  tries: ${sorted.map(([why, times]) => `${why} ${times}`).join(', ')}`);
  return found;
}

const hasHeld = (found: Found, count: number) =>
  found.held === count && found.strangers === 0 && found.unrecorded === 0 && found.auditBreak === null;

async function runOn(
  placeOf: (name: string) => Promise<Place>,
  count: number,
  seed: number,
): Promise<boolean> {
  const real = await placeOf('real');
  say(`── ${real.kind}: ${count} keys, ${SENDERS} senders`);
  const held = hasHeld(await runOnce(real, { count, seed, control: false }), count);
  say(`  ${held ? 'held' : 'NOT HELD'}\n`);
  const fewer = Math.max(100, Math.round(count * CONTROL_SHARE));
  const how =
    real.kind === 'SQLite' ? ', and the look before the write blind (on SQLite it alone would hold)' : '';
  say(`── ${real.kind}, control: ${fewer} keys, the unique index on the key dropped${how}`);
  const control = await runOnce(await placeOf('control'), { count: fewer, seed, control: true });
  const caught = control.doubled > 0;
  say(`  ${caught ? 'the control failed, as it should' : 'NOT CAUGHT: this bench proves nothing'}\n`);
  return held && caught;
}

/** Whatever was acknowledged is stored, once, as it was sent; and without the fence it is not. */
export async function exactlyOnce(args: string[]): Promise<boolean> {
  const { count, seed } = countAndSeed(args, MESSAGES);
  const parent = mkdtempSync(join(tmpdir(), 'said-and-done-once-'));
  const clean = atEnd(() => rmSync(parent, { recursive: true, force: true }));
  say(`Node ${process.version}, ${cpus().length} cores, LIMIT_FACTOR=${LIMIT_FACTOR} (limits are off).`);
  say(`The seed ${seed} chooses again: npm run bench -- exactly-once ${count} ${seed}\n`);
  const onSqlite = await runOn(
    async (name) => {
      const folder = join(parent, name);
      mkdirSync(folder);
      return { kind: 'SQLite', folder, url: '', open: async () => openSqlite(databaseIn(folder)) };
    },
    count,
    seed,
  );
  const postgresql = await startPostgresql();
  try {
    const onPostgresql = await runOn(
      async (name) => {
        const folder = join(parent, `${name}-postgresql`);
        mkdirSync(folder);
        const admin = await openPostgresql(postgresql.urlOf('postgres'));
        await sql`create database ${sql.id(`once_${name}`)}`.execute(admin.db);
        await admin.close();
        const url = postgresql.urlOf(`once_${name}`);
        return { kind: 'PostgreSQL', folder, url, open: () => openPostgresql(url) };
      },
      count,
      seed,
    );
    return onSqlite && onPostgresql;
  } finally {
    await postgresql.stop();
    clean();
  }
}
