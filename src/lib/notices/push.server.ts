import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import webPush from 'web-push';
import { kindOf } from '../platform/log.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { Brought } from './notice.ts';
import { publicLookup } from './public-address.server.ts';
import { parseEndpoint } from './push-host.ts';
import { vapidKeys } from './vapid.server.ts';

/** A push service that a test serves on this machine, and the certificate it shows. */
export interface TestPushService {
  origin: string;
  caFile: string;
}

export interface PushSettings {
  /** Whom a push service may write to about us (RFC 8292 section 2.1): our address, or our mail's. */
  origin: string;
  mailFrom: string | null;
  test: TestPushService | null;
}

export interface Push {
  /** What a phone needs to ask its push service for an address: of the key in use now. */
  publicKey: string;
  /** The address as it may be kept, or null where it is none of a push service we know. */
  parse(endpoint: string): string | null;
  /** Knocks, with no words at all. Never throws: what went wrong is in the answer. */
  send(endpoint: string, kid: string): Promise<Brought>;
}

const PATIENCE_MS = 10_000;
/** A phone that is off learns it when it is back on; after a day the news is old. */
const KEPT_SECONDS = 86_400;

/** It was not there, or was not who it should be: nothing was handed over. */
const NOT_REACHED =
  / (ECONNREFUSED|ENOTFOUND|ENOTPUBLIC|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|\w*CERT\w*|UNABLE_TO_VERIFY\w*)$/;

/** Push services refuse an address at home (`http://localhost`). */
function subjectOf({ origin, mailFrom }: PushSettings): string {
  if (origin.startsWith('https://')) return origin;
  return `mailto:${mailFrom ?? 'nobody@example.invalid'}`;
}

function howItWent(status: number): Brought {
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const fault = `Push ${status}`;
  return status === 404 || status === 410 ? { outcome: 'gone', fault } : { outcome: 'refused', fault };
}

/** Asks once: follows no redirect, reads no more than the status, waits for no longer than it says. */
function knock(endpoint: string, headers: Record<string, string>, ca: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
      agent: false,
      ...(ca === undefined ? { lookup: publicLookup } : { ca }),
    } as const;
    const asked = request(endpoint, options, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    asked.on('error', reject);
    asked.end();
  });
}

export function openPush(ring: KeyRing, settings: PushSettings): Push {
  const { test } = settings;
  const parse = (endpoint: string) => parseEndpoint(endpoint, test?.origin ?? null);
  return {
    publicKey: vapidKeys(ring).publicKey,
    parse,
    async send(endpoint, kid) {
      // Looked at again: what is kept was let in by the rules of its day.
      if (parse(endpoint) === null) return { outcome: 'gone', fault: 'Push HOST' };
      try {
        // Nothing is said, so there is nothing to encrypt: the keys of the phone are not kept at all.
        const nobody = { endpoint, keys: { p256dh: '', auth: '' } };
        const { headers } = webPush.generateRequestDetails(nobody, null, {
          vapidDetails: { subject: subjectOf(settings), ...vapidKeys(ring, kid) },
          TTL: KEPT_SECONDS,
        });
        const ours = test && new URL(endpoint).origin === test.origin;
        const texts = Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, String(one)]));
        return howItWent(await knock(endpoint, texts, ours ? readFileSync(test.caFile, 'utf8') : undefined));
      } catch (fault) {
        const kind = kindOf(fault);
        return { outcome: NOT_REACHED.test(kind) ? 'refused' : 'unsure', fault: kind };
      }
    },
  };
}
