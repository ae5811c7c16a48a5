/** The push services of the browsers there are: Google's, Mozilla's, Apple's and Microsoft's. We call no other host. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+\.push\.apple\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
];

const LONGEST = 2_000;

/**
 * The address a browser's push service gave, if it is one of those we know; null for anything else.
 * @param testOrigin one more that a test serves, `https://localhost:4711`.
 */
export function parseEndpoint(text: string, testOrigin: string | null = null): string | null {
  if (text.length > LONGEST || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (testOrigin !== null && url.origin === testOrigin) return url.href;
  return url.port === '' && SERVICES.some((host) => host.test(url.hostname)) ? url.href : null;
}
