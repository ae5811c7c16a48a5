import { ages } from '../lib/reviews/questions.ts';

/** The policy of every answer that Kit does not put its own on, which adds hashes (svelte.config.js). */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; " +
  "connect-src 'self'; manifest-src 'self'; " +
  "worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types said-and-done; report-to csp";

/** What could listen, look, locate or reach a device: no page of ours needs any of it. Names that browsers know. */
const SWITCHED_OFF = [
  ...[
    'accelerometer',
    'browsing-topics',
    'camera',
    'clipboard-read',
    'display-capture',
    'gamepad',
    'geolocation',
  ],
  ...[
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'otp-credentials',
  ],
  ...['payment', 'screen-wake-lock', 'serial', 'usb', 'window-management', 'xr-spatial-tracking'],
  ...['publickey-credentials-create', 'publickey-credentials-get'],
];

const permissions = (isOff: (name: string) => boolean) =>
  SWITCHED_OFF.map((name) => `${name}=(${isOff(name) ? '' : 'self'})`).join(', ');

const RECORDS = new RegExp(`^/[a-z][a-z0-9-]{1,40}/[a-z]{2,3}/(?:say|review/(?:${ages.join('|')}))(?:\\?|$)`);

/** Whether a page may record a voice: where somebody says something or prepares a review, and no other. */
export const recordsVoice = (url: string): boolean => RECORDS.test(url);

/** What such a page carries in place of the header that every answer carries. */
export const microphoneOn: [name: string, value: string] = [
  'Permissions-Policy',
  permissions((name) => name !== 'microphone'),
];

/** Permissions of the pages where a young person makes or uses a passkey. */
export const MAY_USE_PASSKEYS = permissions((name) => !name.startsWith('publickey-'));

const TWO_YEARS = 63_072_000;

/**
 * The headers that every answer carries, whoever makes it (ASVS 5.0: 3.4).
 * @param secure whether people reach us over TLS.
 */
export function everyHeader(secure: boolean): [name: string, value: string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    // Not no-referrer: with it a plain form post sends `Origin: null`, and nothing would work without JavaScript.
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
    ['Permissions-Policy', permissions(() => true)],
    ['Content-Security-Policy', CONTENT_POLICY],
    ['Reporting-Endpoints', 'csp="/reports"'],
    ...(secure
      ? [['Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`] as [string, string]]
      : []),
  ];
}
