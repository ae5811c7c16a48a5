import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { impatientSocket } from './impatient-socket.server.ts';
import { kindOf, log } from './log.server.ts';

/** Something changed in a room of an authority's desk. It says nothing of what. */
export interface Change {
  authorityId: string;
  room: string;
}

type Hear = (change: Change) => void;

/** Tells open desks that something changed. Hints only: whoever misses one looks again after a while. */
export interface Live {
  /** Says that something changed, once its transaction is over; many in a moment are told as one. */
  tell(change: Change): void;
  /** Hears of every change, here and on other servers of the same database. @returns what ends it. */
  hear(hear: Hear): () => void;
  close(): Promise<void>;
}

/** What comes within this is told together: a thousand messages a second are four hints. */
const TOGETHER_MS = 250;
const AGAIN_MS = 2_000;
/** A connection on which nothing comes for so long is lost: it is asked for a sign of life well before. */
const SIGN_MS = 20_000;
const LOST_MS = 60_000;
const CHANNEL = 'said_and_done_desk';

/** The connection on which servers of one PostgreSQL tell each other; it comes back when it was lost. */
function openLine(url: string, heard: Hear) {
  const me = randomUUID();
  let client: pg.Client | null = null;
  let closed = false;
  let again: NodeJS.Timeout | undefined;
  let asked: Promise<unknown> = Promise.resolve();
  /** One after the other, as the driver wants it. A lost hint costs nothing: desks look again by themselves. */
  const ask = (words: string, values: string[] = []): void => {
    asked = asked.then(() => client?.query(words, values)).catch(() => undefined);
  };
  const signs = setInterval(() => ask('select 1'), SIGN_MS).unref();

  const connect = async (): Promise<void> => {
    const line = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      stream: () => impatientSocket(LOST_MS),
    });
    const lost = () => {
      if (client === line) client = null;
      line.removeAllListeners('end');
      void line.end().catch(() => undefined);
      if (!closed) again = setTimeout(() => void connect(), AGAIN_MS).unref();
    };
    line.on('error', () => undefined);
    line.on('notification', ({ payload = '' }) => {
      const [from, authorityId = '', room = ''] = payload.split(' ');
      if (from !== me) heard({ authorityId, room });
    });
    try {
      await line.connect();
      await line.query(`listen ${CHANNEL}`);
      line.once('end', lost);
      client = line;
      if (closed) await line.end();
    } catch (fault) {
      log({ job: 'live', fault: kindOf(fault) });
      lost();
    }
  };
  void connect();

  return {
    send({ authorityId, room }: Change) {
      ask('select pg_notify($1, $2)', [CHANNEL, `${me} ${authorityId} ${room}`]);
    },
    async close() {
      closed = true;
      clearTimeout(again);
      clearInterval(signs);
      await client?.end().catch(() => undefined);
    },
  };
}

/**
 * Opens the bus between open desks.
 * @param databaseUrl PostgreSQL's, over which several servers hear each other, or null: one server alone.
 */
export function openLive(databaseUrl: string | null): Live {
  const listeners = new Set<Hear>();
  const heard: Hear = (change) => {
    for (const hear of [...listeners]) hear(change);
  };
  const line = databaseUrl ? openLine(databaseUrl, heard) : null;
  const waiting = new Map<string, NodeJS.Timeout>();
  return {
    tell(change) {
      const key = `${change.authorityId} ${change.room}`;
      if (waiting.has(key)) return;
      const telling = setTimeout(() => {
        waiting.delete(key);
        heard(change);
        line?.send(change);
      }, TOGETHER_MS).unref();
      waiting.set(key, telling);
    },
    hear(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    async close() {
      for (const telling of waiting.values()) clearTimeout(telling);
      listeners.clear();
      await line?.close();
    },
  };
}
