import { resolve } from 'node:path';
import * as v from 'valibot';

const Port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'PORT must be a number'),
  v.transform(Number),
  v.maxValue(65_535, 'PORT must be at most 65535'),
);

const EnvironmentSchema = v.object({
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(Port, '3000'),
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.url('ORIGIN must be a full address such as https://say.example.gov.uk'),
      v.regex(/^https?:\/\//, 'ORIGIN must begin with http:// or https://'),
    ),
  ),
  DATA_DIR: v.optional(v.string(), 'data'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres:// or postgresql://'),
    ),
  ),
  KEY_RING_FILE: v.optional(v.string()),
  ADDRESS_HEADER: v.optional(
    v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z-]+$/, 'ADDRESS_HEADER must be the name of a header')),
  ),
  XFF_DEPTH: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]$/, 'XFF_DEPTH must be 1 to 9'), v.transform(Number)),
    '1',
  ),
  LIMIT_FACTOR: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}$/, 'LIMIT_FACTOR must be a whole number'), v.transform(Number)),
    '1',
  ),
  OPERATOR_TOKEN: v.optional(
    v.pipe(v.string(), v.minLength(24, 'OPERATOR_TOKEN must have at least 24 characters')),
  ),
  DEMO: v.optional(v.picklist(['yes'], 'DEMO may only be “yes”, and only `npm start` sets it')),
});

export interface Environment {
  host: string;
  port: number;
  /** Where people reach us, without a trailing slash. */
  origin: string;
  dataDir: string;
  /** A PostgreSQL connection string, or null for the SQLite file in `dataDir`. */
  databaseUrl: string | null;
  /** Secrets kept outside the database: pepper, audit key, sealing of server-held keys. */
  keyRingFile: string;
  /** The header in which a proxy of the operator's writes where a request came from, in small letters, or null. */
  addressHeader: string | null;
  /** How many proxies write into it. */
  addressDepth: number;
  /** Multiplies every limit; 1 but for measuring. */
  limitFactor: number;
  /** What an operator shows to read `/metrics` and the detail of `/readyz`; without one nobody can. */
  operatorToken: string | null;
  /** Whether everybody in it is made up: pages then say so. */
  demo: boolean;
}

/**
 * The environment, parsed once at start.
 * @throws Error naming every fault in it, not only the first.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(EnvironmentSchema, given);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
    throw new Error(`The environment is not right:\n${faults.join('\n')}`);
  }
  const env = parsed.output;
  const shownHost = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(env.HOST) ? 'localhost' : env.HOST;
  return {
    host: env.HOST,
    port: env.PORT,
    origin: (env.ORIGIN ?? `http://${shownHost}:${env.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    keyRingFile: resolve(env.KEY_RING_FILE ?? `${env.DATA_DIR}/key-ring.json`),
    addressHeader: env.ADDRESS_HEADER ?? null,
    addressDepth: env.XFF_DEPTH,
    limitFactor: env.LIMIT_FACTOR,
    operatorToken: env.OPERATOR_TOKEN ?? null,
    demo: env.DEMO === 'yes',
  };
}
