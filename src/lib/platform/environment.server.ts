import { resolve } from 'node:path';
import * as v from 'valibot';

const Port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'PORT must be a number'),
  v.transform(Number),
  v.maxValue(65_535, 'PORT must be at most 65535'),
);

function isReadable(url: string): boolean {
  try {
    const { username, password } = new URL(url);
    return (decodeURIComponent(username) + decodeURIComponent(password)).length >= 0;
  } catch {
    return false;
  }
}

/** Words of young people go there: encrypted, or no further than this machine. */
function isPrivateWay(url: string): boolean {
  try {
    const { protocol, hostname, search, hash, username } = new URL(url);
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    const isBare = search === '' && hash === '' && username === '';
    return isBare && (protocol === 'https:' || (protocol === 'http:' && isHere));
  } catch {
    return false;
  }
}

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
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^smtps?:\/\/([^\s/@?#]+@)?[^\s/@?#]+\/?$/,
        'SMTP_URL must be smtp://name:password@host:port or smtps://…, with nothing after it',
      ),
      v.check(isReadable, 'SMTP_URL has a host, a port or a password that cannot be read (write % as %25)'),
    ),
  ),
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[\w.+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
        'MAIL_FROM must be an email address alone, such as no-reply@example.org',
      ),
    ),
  ),
  TRANSLATE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isPrivateWay,
        'TRANSLATE_URL must be an https:// address, or http:// on this machine, with nothing after its path',
      ),
    ),
  ),
  TRANSLATE_KEY: v.optional(v.string()),
  PUSH: v.optional(v.picklist(['yes', 'no'], 'PUSH must be “yes” or “no”'), 'yes'),
  PUSH_TEST_SERVICE: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^https:\/\/localhost:\d{1,5}$/, 'PUSH_TEST_SERVICE must be https://localhost:…'),
    ),
  ),
  PUSH_TEST_CA: v.optional(v.string()),
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
  /** The mail server notices go through, and whom they come from; null: email is not offered. */
  mail: { smtpUrl: string; mailFrom: string } | null;
  /** The LibreTranslate-compatible server that staff may ask, without a trailing slash, and its key; null: none is asked. */
  translate: { url: string; key: string | null } | null;
  /** Whether phones may be told over their browser's push service. */
  push: boolean;
  /** A push service made by a test, on this machine. Never in earnest. */
  pushTest: { origin: string; caFile: string } | null;
  /** Whether everybody in it is made up: pages then say so. */
  demo: boolean;
}

/** Settings that are right each by itself and not together. */
function faultsTogether(given: Record<string, string | undefined>): string[] {
  const faults: string[] = [];
  if ((given.SMTP_URL === undefined) !== (given.MAIL_FROM === undefined))
    faults.push('  SMTP_URL, MAIL_FROM: set both, or neither');
  if (given.TRANSLATE_KEY !== undefined && given.TRANSLATE_URL === undefined)
    faults.push('  TRANSLATE_KEY: set TRANSLATE_URL too, or neither');
  if ((given.PUSH_TEST_SERVICE === undefined) !== (given.PUSH_TEST_CA === undefined))
    faults.push('  PUSH_TEST_SERVICE, PUSH_TEST_CA: set both, or neither');
  const inEarnest = given.ORIGIN?.startsWith('https://') || given.NODE_ENV === 'production';
  if (given.PUSH_TEST_SERVICE !== undefined && inEarnest)
    faults.push('  PUSH_TEST_SERVICE: for tests on one machine only, never with an https ORIGIN');
  return faults;
}

/**
 * The environment, parsed once at start.
 * @throws Error naming every fault in it, not only the first.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(EnvironmentSchema, given);
  const together = faultsTogether(given);
  if (!parsed.success || together.length > 0) {
    const each = (parsed.issues ?? []).map((issue) => `  ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
    const faults = [...each, ...together];
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
    mail: env.SMTP_URL && env.MAIL_FROM ? { smtpUrl: env.SMTP_URL, mailFrom: env.MAIL_FROM } : null,
    translate: env.TRANSLATE_URL
      ? { url: env.TRANSLATE_URL.replace(/\/+$/, ''), key: env.TRANSLATE_KEY ?? null }
      : null,
    push: env.PUSH === 'yes',
    pushTest:
      env.PUSH_TEST_SERVICE && env.PUSH_TEST_CA
        ? { origin: env.PUSH_TEST_SERVICE, caFile: resolve(env.PUSH_TEST_CA) }
        : null,
    demo: env.DEMO === 'yes',
  };
}
