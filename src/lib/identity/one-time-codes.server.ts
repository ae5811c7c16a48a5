import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../platform/clock.ts';

const PERIOD_SECONDS = 30;
/** A code of the step before still counts: people type slowly. */
const WINDOW = 1;

function totpFor(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: 'Said & Done',
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}

/** A new secret for an authenticator app, base32, 160 bits. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address an authenticator app reads from a QR code. */
export function codeAddress(secret: string, label: string): string {
  return totpFor(secret, label).toString();
}

/** The code that works now. */
export function currentCode(secret: string, clock: Clock): string {
  return totpFor(secret).generate({ timestamp: clock().getTime() });
}

/** The time step a code is right for, or null when it is wrong. */
export function stepOfCode(secret: string, code: string, clock: Clock): number | null {
  const timestamp = clock().getTime();
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpFor(secret).validate({ token: digits, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}
