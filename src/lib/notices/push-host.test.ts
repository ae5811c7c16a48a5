import { expect, test } from 'vitest';
import { parseEndpoint } from './push-host.ts';

test.each([
  'https://fcm.googleapis.com/fcm/send/abc:def',
  'https://fcm.googleapis.com/wp/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/QAbc',
  'https://wns2-ln2p.notify.windows.com/w/?token=abc',
])('a push service we know: %s', (endpoint) => {
  expect(parseEndpoint(endpoint)).toBe(endpoint);
});

test.each([
  '',
  'fcm.googleapis.com',
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://user@fcm.googleapis.com/fcm/send/abc',
  'https://user:word@fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com/fcm/send/abc#here',
  'https://fcm.googleapis.com.example.org/fcm/send/abc',
  'https://fcm.googleapis.com@example.org/fcm/send/abc',
  'https://example.org/https://fcm.googleapis.com/',
  'https://example.org\\@fcm.googleapis.com/',
  'https://evil-fcm.googleapis.com/fcm/send/abc',
  'https://push.apple.com/abc',
  'https://a.b.push.apple.com/abc',
  'https://notify.windows.com/abc',
  'https://localhost/abc',
  'https://127.0.0.1/abc',
  'https://2130706433/abc',
  'https://0x7f.1/abc',
  'https://[::1]/abc',
  'https://[::ffff:127.0.0.1]/abc',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.1/abc',
  'file:///etc/passwd',
  'javascript:alert(1)',
  `https://fcm.googleapis.com/${'a'.repeat(2_000)}`,
])('nothing else: %s', (endpoint) => {
  expect(parseEndpoint(endpoint)).toBeNull();
});

test('a test may add its own, by the whole of its origin', () => {
  const ours = 'https://localhost:4711';
  expect(parseEndpoint(`${ours}/phone`, ours)).toBe(`${ours}/phone`);
  expect(parseEndpoint('https://localhost:4712/phone', ours)).toBeNull();
  expect(parseEndpoint('http://localhost:4711/phone', ours)).toBeNull();
});
