import pg from 'pg';
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

/** What a count says: how many there were, and how long to wait before the next (0: no need to). */
export interface Counted {
  points: number;
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
  const pool = databaseUrl ? new pg.Pool({ connectionString: databaseUrl, max: 4, options }) : null;
  pool?.on('error', () => undefined);
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

  const counted = ({ consumedPoints, msBeforeNext }: RateLimiterRes, over: boolean): Counted => ({
    points: consumedPoints,
    waitMs: over ? Math.max(1, msBeforeNext) : 0,
  });

  return {
    async count(limit, key) {
      try {
        const result = await limiterFor(limit).consume(key);
        if (result.consumedPoints === Math.ceil((limit.points * factor) / 2)) tell(limit.name, 'half');
        return counted(result, false);
      } catch (result) {
        if (!(result instanceof RateLimiterRes)) throw result;
        tell(limit.name, 'over');
        return counted(result, true);
      }
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
