import pg from 'pg';
import { inBatches } from './batches.ts';
import { impatientSocket } from './impatient-socket.server.ts';
import './limits.table.ts';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

/** So many of something in so many seconds, counted by a key. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

/** What a count says: how many may still follow (below 0: so many too many), and how long to wait (0: no need to). */
export interface Counted {
  left: number;
  waitMs: number;
}

/** Counters that hold however many ask at once: each counts itself before it does anything else. */
export interface Limits {
  /** Counts one. */
  count(limit: Limit, key: string): Promise<Counted>;
  /** Takes one back that turned out harmless. */
  forgive(limit: Limit, key: string): Promise<void>;
  /** Forgets a key. */
  forget(limit: Limit, key: string): Promise<void>;
  /** Makes a key wait. */
  pause(limit: Limit, key: string, seconds: number): Promise<void>;
  /** How long a key is to wait yet, without counting: 0 when not at all. */
  waiting(limit: Limit, key: string): Promise<number>;
  close(): Promise<void>;
}

const COUNTERS_LAST_BUT = { synchronous_commit: 'off', lock_timeout: '2000' };

/** How long a counter in the database is waited for before this server counts by itself, in milliseconds. */
const COUNT_PATIENCE = 3_000;

/**
 * Opens the counters: in memory for one server, in the database where several share one.
 * @param databaseUrl PostgreSQL's, or null.
 * @param factor multiplies every limit: 1 in earnest, more where a machine plays thousands of people.
 * @param tell is told the name of a limit that is half used up, or over.
 */
export function openLimits(
  databaseUrl: string | null,
  factor: number,
  tell: (name: string, reached: 'half' | 'over') => void = () => undefined,
): Limits {
  // Counters need not survive a power cut, and must not wait for the disk that messages wait for.
  const options = Object.entries(COUNTERS_LAST_BUT)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const pool = databaseUrl
    ? new pg.Pool({
        connectionString: databaseUrl,
        max: 4,
        options,
        connectionTimeoutMillis: COUNT_PATIENCE,
        idleTimeoutMillis: COUNT_PATIENCE / 2,
        stream: () => impatientSocket(COUNT_PATIENCE),
      })
    : null;
  pool?.on('error', () => undefined);
  pool?.on('connect', (client) => client.on('error', () => undefined));
  const made = new Map<string, RateLimiterAbstract>();

  const limiterFor = ({ name, points, seconds }: Limit): RateLimiterAbstract => {
    const known = made.get(name);
    if (known) return known;
    const rule = { keyPrefix: name, points: points * factor, duration: seconds };
    const memory = new RateLimiterMemory(rule);
    const limiter = pool
      ? new RateLimiterPostgres({
          ...rule,
          storeClient: pool,
          storeType: 'pool',
          tableName: 'limits',
          tableCreated: true,
          // A database that cannot count must not stop anybody: this server then counts for itself.
          insuranceLimiter: memory,
        })
      : memory;
    made.set(name, limiter);
    return limiter;
  };

  /** Adds to a counter. @returns where it stands now, and until when it is over where it is. */
  const add = async (limit: Limit, key: string, points: number): Promise<RateLimiterRes> => {
    try {
      return await limiterFor(limit).consume(key, points);
    } catch (result) {
      if (result instanceof RateLimiterRes) return result;
      throw result;
    }
  };

  /** What each of so many who were counted together is told: some may be within the limit and the rest over it. */
  const tellEach = (
    limit: Limit,
    { consumedPoints, msBeforeNext }: RateLimiterRes,
    many: number,
  ): Counted[] => {
    const most = limit.points * factor;
    const half = Math.ceil(most / 2);
    const before = consumedPoints - many;
    if (before < half && consumedPoints >= half) tell(limit.name, 'half');
    return Array.from({ length: many }, (_, place) => {
      const left = most - (before + place + 1);
      if (left < 0) tell(limit.name, 'over');
      return { left, waitMs: left < 0 ? Math.max(1, msBeforeNext) : 0 };
    });
  };

  type Asked = { limit: Limit; key: string };

  /** A counter in the database is one row: those who come in the same millisecond are counted with one write. */
  const countTogether = inBatches<Asked, Counted>(
    async (asked) => {
      const groups = new Map<string, number[]>();
      asked.forEach(({ limit, key }, place) => {
        const name = `${limit.name} ${key}`;
        groups.set(name, [...(groups.get(name) ?? []), place]);
      });
      const outcomes: PromiseSettledResult<Counted>[] = [];
      await Promise.all(
        [...groups.values()].map(async (places) => {
          const { limit, key } = asked[places[0]!]!;
          try {
            const each = tellEach(limit, await add(limit, key, places.length), places.length);
            places.forEach((place, nth) => (outcomes[place] = { status: 'fulfilled', value: each[nth]! }));
          } catch (reason) {
            for (const place of places) outcomes[place] = { status: 'rejected', reason };
          }
        }),
      );
      return outcomes;
    },
    { most: 256, waitMs: 1 },
  );

  return {
    async count(limit, key) {
      if (pool) return countTogether({ limit, key });
      return tellEach(limit, await add(limit, key, 1), 1)[0]!;
    },
    async forgive(limit, key) {
      await limiterFor(limit).reward(key);
    },
    async forget(limit, key) {
      await limiterFor(limit).delete(key);
    },
    async pause(limit, key, seconds) {
      await limiterFor(limit).block(key, seconds);
    },
    async waiting(limit, key) {
      const state = await limiterFor(limit).get(key);
      return state && state.consumedPoints > limit.points * factor ? Math.max(1, state.msBeforeNext) : 0;
    },
    async close() {
      await pool?.end();
    },
  };
}
