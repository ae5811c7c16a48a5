import type { Plain } from './plain-http.ts';

const EXACTLY: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'reporting-endpoints': 'csp="/reports"',
};

/** What a page of ours never needs and may never be given. */
const OFF = [
  ...['accelerometer', 'browsing-topics', 'camera', 'clipboard-read', 'display-capture', 'geolocation'],
  ...['gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['screen-wake-lock', 'serial', 'usb', 'window-management', 'xr-spatial-tracking'],
];

const NONE = ['default-src', 'frame-ancestors', 'object-src', 'base-uri'];
const HASH = /^'sha256-[A-Za-z0-9+/]{43}='$/;

function faultsOfPolicy(policy: string): string[] {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  const scripts = directives.get('script-src') ?? [];
  const wrong = [
    ...NONE.filter((name) => directives.get(name)?.join() !== "'none'"),
    ...(scripts[0] === "'self'" && scripts.slice(1).every((one) => HASH.test(one)) ? [] : ['script-src']),
    ...(directives.get('require-trusted-types-for')?.join() === "'script'" ? [] : ['trusted types']),
    ...(directives.get('report-to')?.join() === 'csp' ? [] : ['report-to']),
    ...(/unsafe-inline|unsafe-eval|\*|https?:|data:/.test(policy) ? ['something is let in'] : []),
  ];
  return wrong.map((name) => `policy: ${name} in ${policy}`);
}

/**
 * What is wrong with the headers that every answer carries, each exactly once; nothing when all is right.
 * @param secure whether people reach the server over TLS.
 */
export function faultsOf({ headers }: Plain, secure = false): string[] {
  const only = (name: string): string => {
    const values = headers.get(name) ?? [];
    return values.length === 1 ? values[0]! : `${values.length} times`;
  };
  const permissions = only('permissions-policy').split(/,\s*/);
  const transport = (headers.get('strict-transport-security') ?? []).join();
  return [
    ...Object.entries(EXACTLY).flatMap(([name, value]) =>
      only(name) === value ? [] : [`${name}: ${only(name)}`],
    ),
    ...OFF.filter((name) => !permissions.includes(`${name}=()`)).map((name) => `${name} is not off`),
    ...permissions.filter((one) => !one.endsWith('=()')).map((one) => `permissions: ${one}`),
    ...faultsOfPolicy(only('content-security-policy')),
    ...(transport === (secure ? 'max-age=63072000; includeSubDomains' : '')
      ? []
      : [`transport: ${transport}`]),
  ];
}
